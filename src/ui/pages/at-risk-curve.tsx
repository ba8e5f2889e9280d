/** The score over time with the events on it. */
import type { FlagWithHistory } from '../../domain/flag.ts'
import { explainContribution } from '../../domain/risk/explain.ts'
import type { Risk } from '../../domain/risk/risk.ts'
import type { RiskScore } from '../../domain/risk-change.ts'
import { ChartFigure, Figure } from '../charts/figure.tsx'
import { ScoreCurve, type ScoreEvent } from '../charts/score-curve.tsx'
import { Table } from '../components/table.tsx'
import type { View } from '../view.ts'

/** @param scores newest first, as they were written since shortly before the flag */
export function RiskCurve({
  view,
  flag,
  risk,
  scores,
  answer,
}: {
  view: View
  flag: FlagWithHistory
  risk: Risk
  scores: readonly RiskScore[]
  /** What moved it, in a sentence. */
  answer: string
}) {
  const { t, format } = view
  const oldest = scores.at(-1)?.at
  if (oldest === undefined) return null
  return (
    <ChartFigure
      view={view}
      id="curve"
      question={t('at-risk.curve')}
      answer={answer}
      note={t('at-risk.curve_note')}
      wide
      table={
        <Table
          caption={t('at-risk.curve')}
          rows={scores}
          rowKey={({ at }) => at}
          columns={[
            { key: 'at', heading: t('at-risk.when'), cell: ({ at }) => format.dateTime(at) },
            {
              key: 'score',
              heading: t('at-risk.score'),
              numeric: true,
              cell: ({ score }) => <Figure value={score}>{format.fixed(score, 2)}</Figure>,
            },
            {
              key: 'level',
              heading: t('at-risk.risk'),
              cell: ({ level }) => t(`labels.risk_${level}`),
            },
          ]}
        />
      }
    >
      <ScoreCurve
        view={view}
        heard={{ id: 'plot-curve', title: t('at-risk.curve'), description: answer }}
        scores={scores.toReversed()}
        events={eventsOf(view, flag, risk).filter(({ at }) => at >= oldest)}
        until={risk.as_of}
      />
    </ChartFigure>
  )
}

function eventsOf({ t, language }: View, flag: FlagWithHistory, { contributions }: Risk): ScoreEvent[] {
  const causes = contributions.map(
    (each): ScoreEvent => ({
      at: each.at,
      what: explainContribution(each, language),
      kind: each.points < 0 ? 'down' : 'up',
    }),
  )
  const moves = flag.history
    .filter(({ from_stage, to_stage }) => from_stage !== null && from_stage !== to_stage)
    .map(
      ({ at, to_stage }): ScoreEvent => ({
        at,
        what: t('at-risk.moved_to', { stage: t(`labels.stage_${to_stage}`) }),
        kind: 'moved',
      }),
    )
  return [...causes, ...moves]
}
