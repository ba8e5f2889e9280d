/** One page of a list. `next_cursor` is opaque; null on the last page. */
export type Page<Item> = { items: Item[]; next_cursor: string | null }
