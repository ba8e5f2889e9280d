/** Words for the reference: names and descriptions are laid over the domain's schemas, which stay free of them. */
import { z } from 'zod'

type Shape = z.core.$ZodShape

const isNamed = (schema: z.ZodType) => schema.meta()?.id !== undefined

/** With words of its own; a schema that has a name stays a reference to it. */
function withWords(field: z.ZodType, description: string): z.ZodType {
  if (field instanceof z.ZodOptional) {
    const inner = field.unwrap() as z.ZodType
    if (isNamed(inner)) return withWords(inner, description).optional()
  }
  return field.meta({ ...field.meta(), description })
}

/**
 * The same object with a description on every field; the compiler asks for all of them.
 * Validation is unchanged, refinements included.
 */
export function described<Fields extends Shape, Config extends z.core.$ZodObjectConfig>(
  schema: z.ZodObject<Fields, Config>,
  descriptions: { [Field in keyof Fields]: string },
): z.ZodObject<Fields, Config> {
  const fields = Object.entries(schema.shape) as [keyof Fields & string, z.ZodType][]
  const shape = Object.fromEntries(
    fields.map(([name, field]) => [name, withWords(field, descriptions[name])]),
  )
  return schema.safeExtend(shape as never) as unknown as z.ZodObject<Fields, Config>
}

/** The schema or null. The generator would forget the null of a named schema, were it not a union. */
export function orNull<Schema extends z.ZodType>(schema: Schema, description: string): z.ZodNullable<Schema> {
  if (!isNamed(schema)) return schema.nullable().meta({ description })
  return z.union([schema, z.null()]).meta({ description }) as unknown as z.ZodNullable<Schema>
}

/** A page of a list: `items` and where the next page begins. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item).meta({ description: 'In the asked order' }),
    next_cursor: z
      .string()
      .nullable()
      .meta({ description: 'Send it as `cursor` for the next page; null on the last one' }),
  })

/** A path's `{id}`. */
export const idIn = (what: string, example: string) =>
  z.strictObject({
    id: z
      .string()
      .min(1)
      .max(100)
      .regex(/^[\w.-]+$/, 'is not an id')
      .meta({ description: `Id of the ${what}`, example }),
  })

/** A moment as the API writes it. */
export const moment = (description: string) =>
  z.string().meta({ description, format: 'date-time', example: '2026-08-02T05:44:00.000Z' })
