/** How risk moved, read from the events that told of it. */
import { and, desc, eq, gte, inArray, min } from 'drizzle-orm'
import type { Store } from '../../actions/store-port.ts'
import { boardWeight } from '../../domain/flag.ts'
import { RISK_LEVELS } from '../../domain/risk/risk.ts'
import type { RiskMovement, RiskScore } from '../../domain/risk-change.ts'
import type { StoreContext } from './context.ts'
import { readBriefs } from './customers.ts'
import { decodeCursor, encodeCursor } from './page-cursor.ts'
import { customers, events } from './schema.ts'

/** Less is called steady, as in the trend of a risk. */
const LEAST_MOVEMENT = 0.03

type Moved = { customer_id: string; before: number; after: number; weight: number }

export function riskMovementStore(
  context: StoreContext,
): Pick<Store, 'listRiskMovements' | 'listRiskScores'> {
  const { connection } = context
  const movedSince = (since: string): Moved[] => {
    const ofRisk = and(eq(events.type, 'customer-risk-changed'), gte(events.at, since))
    const first = connection
      .select({ seq: min(events.seq) })
      .from(events)
      .where(ofRisk)
      .groupBy(events.customer_id)
    return connection
      .select({
        customer_id: customers.id,
        data: events.data,
        score: customers.risk_score,
        lifetime_value: customers.lifetime_value,
        currency: customers.currency,
      })
      .from(events)
      .innerJoin(customers, eq(customers.id, events.customer_id))
      .where(inArray(events.seq, first))
      .all()
      .map(({ customer_id, data, score, lifetime_value, currency }) => {
        const before = Number(data.before ?? 0)
        const after = score ?? 0
        const moved = Math.abs(after - before)
        const expected_loss = lifetime_value === null ? null : moved * lifetime_value
        return { customer_id, before, after, weight: boardWeight({ score: moved, expected_loss, currency }) }
      })
      .filter(({ before, after }) => Math.abs(after - before) >= LEAST_MOVEMENT)
  }

  return {
    async listRiskMovements({ since, direction, limit, cursor }) {
      const from = cursor === null ? null : decodeCursor('risk-changes', cursor)
      const found = movedSince(since)
        .filter(({ before, after }) => direction === null || after > before === (direction === 'rising'))
        .sort((one, other) => compare(one, other.weight, other.customer_id))
        .filter((moved) => from === null || compare(moved, Number(from.value), from.id) > 0)
      const page = found.slice(0, limit)
      const last = page.at(-1)
      const briefs = readBriefs(
        connection,
        page.map(({ customer_id }) => customer_id),
      )
      return {
        items: page.flatMap(({ customer_id, before, after }): RiskMovement[] => {
          const customer = briefs.get(customer_id)
          return customer ? [{ customer, before, after }] : []
        }),
        next_cursor:
          found.length > limit && last ? encodeCursor('risk-changes', last.weight, last.customer_id) : null,
      }
    },

    async listRiskScores({ customer_id, since, limit }) {
      return connection
        .select({ at: events.at, data: events.data })
        .from(events)
        .where(
          and(
            eq(events.customer_id, customer_id),
            eq(events.type, 'customer-risk-changed'),
            gte(events.at, since),
          ),
        )
        .orderBy(desc(events.seq))
        .limit(limit)
        .all()
        .flatMap(({ at, data }): RiskScore[] => {
          const level = RISK_LEVELS.find((each) => each === data.level)
          const before = data.before === null ? null : Number(data.before)
          return level ? [{ at, score: Number(data.score), level, before }] : []
        })
    },
  }
}

/** Heavier first; a tie by id, so that a page ends at one place. */
const compare = (one: Moved, weight: number, customer_id: string) =>
  weight - one.weight || (one.customer_id < customer_id ? 1 : one.customer_id > customer_id ? -1 : 0)
