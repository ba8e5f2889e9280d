/** What is said of a flag wherever it stands: who, what is at stake and why, in a sentence; when something is due. */
import type { FlagListItem } from '../../domain/flag.ts'
import { explainReasons } from '../../domain/risk/explain.ts'
import { type Flag, type FlagStage, isFlagClosed } from '../../domain/risk/flag.ts'
import { movesOpenTo } from '../../domain/risk/flag-moves.ts'
import type { View } from '../view.ts'
import { Button } from './button.tsx'
import { Chip, RISK_TONES } from './chip.tsx'
import { Icon } from './icon.tsx'
import { Menu } from './menu.tsx'
import { Words } from './words.tsx'

/** Everybody who may have a flag. */
export type Colleague = { id: string; name: string }

/** Keeps a number with its currency, or a name, from turning the sentence around it. */
export const apart = (text: string) => `\u2068${text}\u2069`

export const flagPath = ({ id }: Pick<Flag, 'id'>) => `/at-risk/flag/${encodeURIComponent(id)}`

export function customerName({ t }: View, { name, external_id }: FlagListItem['customer']): string {
  return name ?? external_id ?? t('at-risk.nameless')
}

/** "May leave (0.71), $41,200 at stake: third refund complaint, answer 9 hours late." */
export function flagSentence(view: View, flag: Pick<Flag, 'score' | 'level' | 'reasons'> & Stake): string {
  const { t, format, language } = view
  return t(`at-risk.row_${flag.level}`, {
    score: apart(format.fixed(flag.score, 2)),
    loss: stakeWords(view, flag),
    reasons: explainReasons(flag.reasons, language) || t('at-risk.no_reasons'),
  })
}

type Stake = Pick<Flag, 'expected_loss' | 'currency'>

/** "$41,200 at stake". */
export const stakeWords = ({ t, format }: View, { expected_loss, currency }: Stake): string =>
  expected_loss === null
    ? t('at-risk.loss_unknown')
    : t('at-risk.loss', { money: apart(format.money(expected_loss, currency)) })

export function FlagName({ view, flag }: { view: View; flag: FlagListItem }) {
  return (
    <a id={`open-${flag.id}`} class="flag-name" href={flagPath(flag)} data-flag={flag.id}>
      <Words>{customerName(view, flag.customer)}</Words>
    </a>
  )
}

export function LevelChip({ view, level }: { view: View; level: Flag['level'] }) {
  return (
    <Chip
      view={view}
      tone={RISK_TONES[level]}
      about={view.t('at-risk.risk')}
      label={view.t(`labels.risk_${level}`)}
    />
  )
}

/** When the next action must have happened: late is said by word and shape. */
export function DueWords({ view, flag }: { view: View; flag: Pick<Flag, 'due_at' | 'stage'> }) {
  const { t, format, now } = view
  if (isFlagClosed(flag.stage)) return null
  if (flag.due_at === null) return <span class="quiet">{t('at-risk.no_due')}</span>
  const leftMs = Date.parse(flag.due_at) - now().getTime()
  const time = format.duration(leftMs)
  return (
    <time
      class="sla"
      data-state={leftMs < 0 ? 'late' : 'calm'}
      datetime={flag.due_at}
      title={format.dateTime(flag.due_at)}
    >
      <Icon name={leftMs < 0 ? 'warning' : 'clock'} />
      <span>{leftMs < 0 ? t('at-risk.overdue', { time }) : t('at-risk.due_in', { time })}</span>
    </time>
  )
}

/** Their name; an owner of before, or from outside, as they were written. */
export function OwnerWords({
  view,
  owner,
  colleagues,
}: {
  view: View
  owner: string | null
  colleagues: readonly Colleague[]
}) {
  if (owner === null) return <span class="quiet">{view.t('at-risk.nobody')}</span>
  if (owner === view.reader?.id) return <span>{view.t('at-risk.you')}</span>
  return <Words>{personName(view, owner, colleagues)}</Words>
}

/** A colleague's name; the operator's key and the service by what they are; anybody else as given. */
export function personName(
  { t }: View,
  id: string,
  colleagues: readonly Colleague[],
  given?: string,
): string {
  if (id === 'configuration') return t('common.operator')
  if (id === 'system') return t('at-risk.the_service')
  return colleagues.find((each) => each.id === id)?.name ?? given ?? id
}

/** What the island needs to ask for a move; travels in the button. */
export type FlagToMove = Pick<Flag, 'id' | 'stage' | 'owner' | 'due_at'> & {
  name: string
  allowed: FlagStage[]
}

const toMove = (view: View, flag: FlagListItem): FlagToMove => ({
  id: flag.id,
  stage: flag.stage,
  owner: flag.owner,
  due_at: flag.due_at,
  name: customerName(view, flag.customer),
  allowed: view.reader ? movesOpenTo(flag, view.reader.role) : [],
})

/** Every stage this reader may move it to; choosing one opens the island's dialog. */
export function MoveMenu({ view, flag }: { view: View; flag: FlagListItem }) {
  const { t } = view
  const data = toMove(view, flag)
  const words = JSON.stringify(data)
  return (
    <Menu label={t('at-risk.move_of', { name: data.name })} icon="more" labelHidden>
      <div class="menu-list flag-menu">
        {data.allowed.map((stage) => (
          <Button key={stage} kind="quiet" type="button" data-move={words} data-stage={stage}>
            {t(`at-risk.to_${stage}`)}
          </Button>
        ))}
        <Button kind="quiet" type="button" data-move={words} data-stage={flag.stage}>
          {t('at-risk.change')}
        </Button>
      </div>
    </Menu>
  )
}

/** The one button of a flag's own page. */
export function MoveButton({ view, flag }: { view: View; flag: FlagListItem }) {
  return (
    <Button
      kind="primary"
      type="button"
      data-move={JSON.stringify(toMove(view, flag))}
      data-stage={flag.stage}
    >
      {view.t('at-risk.move')}
    </Button>
  )
}
