/**
 * The column builders, the only place where the SQL dialect shows in the schema.
 * A twin of this file with `pg-core` builders gives the same tables on PostgreSQL.
 */
import {
  customType,
  integer as sqliteInteger,
  real as sqliteReal,
  text as sqliteText,
} from 'drizzle-orm/sqlite-core'

export { index, sqliteTable as table, uniqueIndex } from 'drizzle-orm/sqlite-core'

export const text = (name: string) => sqliteText(name)
/** One of the given words. */
export const word = <const Words extends readonly [string, ...string[]]>(name: string, words: Words) =>
  sqliteText(name, { enum: words as unknown as [Words[number], ...Words[number][]] })
/** ISO 8601, UTC, milliseconds: `2026-08-02T05:44:00.000Z`. All the same length, so text order is time order. */
export const time = (name: string) => sqliteText(name)
/** The same in the database, a `Date` in code: what better-auth reads and writes. */
export const moment = customType<{ data: Date; driverData: string }>({
  dataType: () => 'text',
  toDriver: (date) => date.toISOString(),
  fromDriver: (text) => new Date(text),
})
export const whole = (name: string) => sqliteInteger(name)
export const number = (name: string) => sqliteReal(name)
export const flag = (name: string) => sqliteInteger(name, { mode: 'boolean' })
export const json = <Shape>(name: string) => sqliteText(name, { mode: 'json' }).$type<Shape>()
/** A number that rises with every row and is never used again. */
export const sequence = (name: string) => sqliteInteger(name).primaryKey({ autoIncrement: true })
