/** Wrangler bundles these files as text (see the rules in wrangler.toml). */
declare module '*.md' {
  const content: string
  export default content
}
