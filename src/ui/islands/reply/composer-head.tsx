/** How it is said and where: register, channel, the drafts there are, and the way to put it aside. */
import type { Channel } from '../../../domain/labels.ts'
import { useStore } from '../../client/store.ts'
import { Button } from '../../components/button.tsx'
import { currentOf } from '../../reply/shapes.ts'
import type { ReplyDesk } from './reply-desk.ts'
import { leaveTo } from './ways.ts'

const REGISTERS = ['formal', 'warm'] as const
/** Where an answer goes; a survey or a call note is answered there only if it came from there. */
const CHANNELS: readonly Channel[] = ['chat', 'email', 'sms', 'social', 'review', 'api']

export function ComposerHead({ desk }: { desk: ReplyDesk }) {
  const { t, format } = desk.view
  const state = useStore(desk.store)
  const { versions, at, channel, phase } = state
  const { draft } = currentOf(state)
  const register = state.register ?? draft?.made_from.register ?? state.guide?.register ?? null
  const isWriting = phase !== 'ready'
  return (
    <header class="composer-head">
      <h2 class="composer-title">{t('reply.title')}</h2>
      <label class="heard" for="composer-channel">
        {t('reply.channel')}
      </label>
      <select
        id="composer-channel"
        disabled={isWriting}
        onChange={({ target }: Event) => desk.chooseChannel((target as HTMLSelectElement).value as Channel)}
      >
        {[...new Set([...CHANNELS, channel])].map((each) => (
          <option key={each} value={each} selected={each === channel}>
            {t(`labels.channel_${each}`)}
          </option>
        ))}
      </select>
      <fieldset class="switch">
        <legend class="heard">{t('reply.register')}</legend>
        {REGISTERS.map((each) => (
          <button
            key={each}
            type="button"
            disabled={isWriting}
            aria-pressed={each === register ? 'true' : 'false'}
            title={t(`reply.register_hint_${each}`)}
            onClick={() => desk.chooseRegister(each)}
          >
            {t(`reply.register_${each}`)}
          </button>
        ))}
      </fieldset>
      {versions.length > 1 ? (
        <fieldset class="switch">
          <legend class="heard">{t('reply.versions')}</legend>
          {versions.map((version, index) => (
            <button
              key={index}
              type="button"
              disabled={isWriting}
              aria-pressed={index === at ? 'true' : 'false'}
              aria-label={
                version.draft
                  ? t('reply.version', { number: index + 1 })
                  : t('reply.version_own', { number: index + 1 })
              }
              onClick={() => desk.choose(index)}
            >
              {format.number(index + 1)}
            </button>
          ))}
        </fieldset>
      ) : null}
      <span class="composer-gap" />
      <Button
        kind="quiet"
        icon="close"
        iconOnly
        type="button"
        onClick={() => {
          desk.close()
          leaveTo('thread')
        }}
      >
        {t('reply.put_aside')}
      </Button>
    </header>
  )
}
