import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { createHarness } from './harness.ts'

type Operation = {
  summary?: string
  description?: string
  operationId?: string
  tags?: string[]
  security?: unknown[]
  parameters?: { name: string; in: string; description?: string }[]
  requestBody?: { content: Record<string, { schema: unknown; examples?: object }> }
  responses: Record<
    string,
    { description?: string; content?: Record<string, { schema?: unknown; examples?: object }> }
  >
}
type Document = {
  openapi: string
  tags: { name: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema>; securitySchemes: object }
}
type Schema = { $ref?: string; description?: string; properties?: Record<string, Schema>; items?: Schema }

const { app, send } = await createHarness()
const document = (await send('GET', '/openapi.json', { as: null })).json as Document
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(
    ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
  ),
)

describe('/openapi.json', () => {
  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(structuredClone(document) as never)
    expect(result.errors ?? []).toEqual([])
    expect(result.valid).toBe(true)
    expect(document.openapi).toBe('3.1.0')
  })

  it('has every route of the API', () => {
    const documented = operations.map(([name]) => name.replaceAll(/\{(\w+)\}/g, ':$1'))
    const served = app.routes
      .filter(({ method, path }) => method !== 'ALL' && !/^\/($|docs|openapi\.json|problems)/.test(path))
      .map(({ method, path }) => `${method} ${path}`)
    expect(new Set(documented)).toEqual(new Set(served))
    expect(operations.length).toBeGreaterThan(24)
  })

  it.each(operations)('%s is described, with examples, problems and a key', (name, operation) => {
    expect(operation.summary).toMatch(/\w/)
    if (!name.endsWith('/healthz')) expect(operation.description).toMatch(/\w/)
    expect(operation.operationId).toMatch(/^[a-z][A-Za-z]+$/)
    expect(document.tags.map((tag) => tag.name)).toContain(operation.tags?.[0])
    for (const parameter of operation.parameters ?? [])
      expect(parameter.description, parameter.name).toMatch(/\w/)
    for (const [type, content] of Object.entries(operation.requestBody?.content ?? {}))
      expect(content.examples, type).toBeDefined()
    for (const [status, response] of Object.entries(operation.responses)) {
      expect(response.description, status).toMatch(/\w/)
      for (const [type, content] of Object.entries(response.content ?? {})) {
        expect(content.schema, `${status} ${type}`).toBeDefined()
        expect(Object.keys(content.examples ?? {}), `${status} ${type}`).not.toEqual([])
        expect(type === 'application/problem+json').toBe(Number(status) >= 400)
      }
    }
    if (!name.includes(' /v1/')) return
    expect(operation.security).toEqual([{ api_key: [] }])
    for (const status of ['401', '429', '500']) expect(operation.responses).toHaveProperty(status)
  })

  it('every operation has its own id', () => {
    const ids = operations.map(([, operation]) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('describes every field of every schema', () => {
    const bare: string[] = []
    const walk = (schema: Schema, path: string): void => {
      for (const [name, field] of Object.entries(schema.properties ?? {})) {
        if (
          !JSON.stringify(field).includes('"$ref"') &&
          !field.description &&
          !/\.(scores|sentiments)$/.test(path)
        )
          bare.push(`${path}.${name}`)
        walk(field, `${path}.${name}`)
      }
      if (schema.items) walk(schema.items, `${path}[]`)
    }
    for (const [name, schema] of Object.entries(document.components.schemas)) walk(schema, name)
    expect(bare).toEqual([])
  })

  it('has requests in all three languages', () => {
    for (const path of ['/v1/classify', '/v1/messages']) {
      const examples = document.paths[path]?.post?.requestBody?.content['application/json']?.examples ?? {}
      expect(Object.keys(examples)).toEqual(['fa', 'ar', 'en'])
    }
  })
})

describe('the examples', () => {
  const requests = operations.flatMap(([name, operation]) =>
    Object.entries(
      (operation.requestBody?.content['application/json']?.examples ?? {}) as Record<
        string,
        { value: unknown }
      >,
    ).map(([example, { value }]) => [name, example, value] as const),
  )
  it.each(requests)('%s takes its own example %s', async (name, _, body) => {
    const { send: sendTo } = await createHarness()
    const [method, path] = name.split(' ') as [string, string]
    const answer = await sendTo(method, path.replace('{id}', 'id_0'), { body })
    expect([200, 201, 204, 404], answer.text).toContain(answer.status)
  })
})

describe('/docs', () => {
  it('is where a visitor of the bare address comes', async () => {
    const { status, headers } = await send('GET', '/', { as: null })
    expect([status, headers.get('location')]).toEqual([302, '/docs'])
  })

  it('is a page of our own files, without inline script', async () => {
    const { status, text, headers } = await send('GET', '/docs', { as: null })
    expect(status).toBe(200)
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|https?:\/\/|\son\w+=/)
    expect(headers.get('content-security-policy')).toContain("script-src 'self';")
    const files = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] as string)
    expect(files.length).toBeGreaterThanOrEqual(4)
    for (const file of files) {
      const answer = await send('GET', file, { as: null })
      expect(answer.status, file).toBe(200)
      expect(answer.headers.get('content-type')).toMatch(
        file.endsWith('.js') ? /^text\/javascript/ : file.endsWith('.css') ? /^text\/css/ : /^image\/png/,
      )
    }
  })
})
