/** A prompt file: a head of `key: value` lines between `---` marks, then the text. */
export type Prompt = { name: string; version: string; text: string }

/**
 * Reads a prompt file's content.
 * @throws {Error} when name or version is missing: such a prompt could not be told in a receipt
 */
export function parsePrompt(content: string): Prompt {
  const parts = /^---\r?\n(?<head>[\s\S]*?)\r?\n---\r?\n(?<text>[\s\S]+)$/.exec(content)?.groups
  const fields = new Map(
    (parts?.head ?? '').split(/\r?\n/).map((line) => {
      const [key = '', ...value] = line.split(':')
      return [key.trim(), value.join(':').trim()]
    }),
  )
  const name = fields.get('name')
  const version = fields.get('version')
  if (!parts?.text || !name || !version) {
    throw new Error('A prompt file begins with "---", "name: …", "version: …", "---"')
  }
  return { name, version, text: parts.text.trim() }
}
