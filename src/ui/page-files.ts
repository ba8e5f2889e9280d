/** Addresses of the bundled files a page asks for. */
export type PageFiles = {
  script: string
  styles: string
  icon: string
  fonts: Record<'arabic' | 'latin', string>
  /** Modules the script needs at once. */
  modules: string[]
  /** An island's own modules, by its name. */
  islands: Record<string, string[]>
}
