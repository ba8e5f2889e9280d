/** Where a page ended: the sort values of its last row, so that rows that come in between move nothing. */
import { z } from 'zod'
import { DeljooError } from '../../domain/errors.ts'

const position = z.tuple([z.string(), z.union([z.number(), z.string()]), z.string()])

/** `list` names list and sort, so that a cursor of another list is refused. */
export function encodeCursor(list: string, value: number | string, id: string): string {
  return Buffer.from(JSON.stringify([list, value, id])).toString('base64url')
}

/** @throws {DeljooError} `invalid_input` */
export function decodeCursor(list: string, cursor: string): { value: number | string; id: string } {
  try {
    const [made_for, value, id] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    if (made_for === list) return { value, id }
  } catch {
    // Not one of ours: refused below like one of another list.
  }
  throw new DeljooError('invalid_input', 'The cursor does not belong to this list and sort', {
    issues: [{ path: 'cursor', message: 'must be the next_cursor of the page before' }],
  })
}
