import { expect, it } from 'vitest'
import { createReadAsset } from '../../../src/adapters/reference-page/swagger-ui-assets.ts'

it.each([
  ['swagger-ui.css', true],
  ['swagger-ui-bundle.js', true],
  ['swagger-ui-bundle.js.map', false],
  ['package.json', false],
  ['../zod/package.json', false],
  ['__proto__', false],
])('%s is there: %s', async (name, there) => {
  const content = await createReadAsset()(name)
  expect(content !== null).toBe(there)
  if (content) expect(content.byteLength).toBeGreaterThan(1_000)
})
