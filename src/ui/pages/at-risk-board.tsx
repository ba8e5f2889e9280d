/** The stages as a board: open → planned → being saved → ended, in its three ways. */
import type { FlagListItem } from '../../domain/flag.ts'
import { explainAction } from '../../domain/risk/explain.ts'
import { type FlagStage, isFlagClosed } from '../../domain/risk/flag.ts'
import {
  type Colleague,
  DueWords,
  FlagName,
  LevelChip,
  MoveMenu,
  OwnerWords,
  stakeWords,
} from '../components/flag.tsx'
import type { View } from '../view.ts'
import { NoFlags } from './at-risk-list.tsx'

export type BoardColumns = Record<FlagStage, { flags: FlagListItem[]; more: boolean }>
type BoardProps = { view: View; columns: BoardColumns; colleagues: readonly Colleague[] }

const AT_WORK = ['open', 'planned', 'saving'] as const
const ENDED = ['recovered', 'lost', 'dismissed'] as const

export function FlagBoard(props: BoardProps) {
  const { view, columns } = props
  if (Object.values(columns).every(({ flags }) => flags.length === 0))
    return <NoFlags view={view} filtered={false} />
  return (
    <div class="board">
      {AT_WORK.map((stage) => (
        <Column key={stage} {...props} stage={stage} />
      ))}
      <div class="board-ended">
        {ENDED.map((stage) => (
          <Column key={stage} {...props} stage={stage} />
        ))}
      </div>
    </div>
  )
}

function Column({ view, columns, colleagues, stage }: BoardProps & { stage: FlagStage }) {
  const { t, format } = view
  const { flags, more } = columns[stage]
  return (
    <section class="board-column" data-column={stage} aria-labelledby={`column-${stage}`}>
      <h2 id={`column-${stage}`}>
        {t(`labels.stage_${stage}`)}{' '}
        <span class="quiet">
          {more ? t('at-risk.at_least', { count: flags.length }) : format.number(flags.length)}
        </span>
      </h2>
      {flags.length === 0 ? (
        <p class="quiet">{t('at-risk.empty_column')}</p>
      ) : (
        <ol class="board-cards">
          {flags.map((flag) => (
            <Card key={flag.id} view={view} flag={flag} colleagues={colleagues} />
          ))}
        </ol>
      )}
      {more ? <p class="quiet">{t('at-risk.more_in_table')}</p> : null}
    </section>
  )
}

function Card({
  view,
  flag,
  colleagues,
}: {
  view: View
  flag: FlagListItem
  colleagues: readonly Colleague[]
}) {
  const { t, format, language } = view
  const ended = isFlagClosed(flag.stage)
  return (
    <li class="board-card" id={flag.id} data-level={flag.level} data-ended={ended ? '' : undefined}>
      <header>
        <h3>
          <FlagName view={view} flag={flag} />
        </h3>
        <MoveMenu view={view} flag={flag} />
      </header>
      <p>
        <bdi>{format.fixed(flag.score, 2)}</bdi> · {stakeWords(view, flag)}
      </p>
      {ended ? (
        <p class="quiet">
          {flag.outcome_reason === null
            ? t('at-risk.outcome_unsaid')
            : t(`at-risk.outcome_${flag.outcome_reason}`)}
        </p>
      ) : (
        <>
          <LevelChip view={view} level={flag.level} />
          <p class="quiet">{explainAction(flag.next_best_action, language)}</p>
        </>
      )}
      {flag.note ? (
        <p class="board-note" dir="auto">
          {flag.note}
        </p>
      ) : null}
      <p class="flag-who">
        <OwnerWords view={view} owner={flag.owner} colleagues={colleagues} />
        <DueWords view={view} flag={flag} />
      </p>
    </li>
  )
}
