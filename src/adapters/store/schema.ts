/** The tables. Column names are the names clients see, so that a row needs no translation. */
export * from './schema/access.ts'
export * from './schema/answers.ts'
export * from './schema/desk.ts'
export * from './schema/knowledge.ts'
export * from './schema/operations.ts'
export * from './schema/people.ts'
export * from './schema/reviews.ts'
export * from './schema/risk.ts'
