/** What stands around every chart: the question as its title, the answer in a sentence, the table behind it, CSV. */
import type { Child } from 'hono/jsx'
import type { View } from '../view.ts'

export function ChartFigure({
  view,
  id,
  question,
  answer,
  note,
  csv,
  table,
  wide = false,
  children,
}: {
  view: View
  /** Unique on the page. */
  id: string
  question: string
  /** What the figures say in a sentence; null: they say nothing yet. */
  answer: string | null
  /** How far it can be trusted, or what it leaves out. */
  note?: string | null
  /** Address of the same figures as CSV. */
  csv?: string
  table?: Child
  /** On a page of its own: wider, and under a heading of the page's sections. */
  wide?: boolean
  children?: Child
}) {
  const { t } = view
  const Heading = wide ? 'h2' : 'h3'
  return (
    <figure class="chart" data-wide={wide ? '' : undefined} aria-labelledby={`${id}-question`}>
      <figcaption>
        <Heading id={`${id}-question`}>{question}</Heading>
        {answer ? <p>{answer}</p> : <p class="quiet">{t('insights.nothing_yet')}</p>}
        {note ? <p class="quiet chart-note">{note}</p> : null}
      </figcaption>
      {answer ? children : null}
      {table && answer ? (
        <details class="more">
          <summary>{t('insights.as_table')}</summary>
          <section class="chart-table" tabindex={0} aria-label={t('insights.as_table')}>
            {table}
          </section>
          {csv ? (
            <a href={csv} download="">
              {t('insights.csv')}
            </a>
          ) : null}
        </details>
      ) : null}
    </figure>
  )
}

/** A figure as readers write it; the number itself stands in the markup for whoever copies the page. */
export function Figure({ value, children }: { value: number | null; children: Child }) {
  return value === null ? <span class="quiet">–</span> : <data value={String(value)}>{children}</data>
}
