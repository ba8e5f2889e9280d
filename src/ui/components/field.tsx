/** Form fields with their label, hint and mistake tied to them. */
import type { Child } from 'hono/jsx'

type Shared = {
  /** Also the id; unique on the page with `prefix`. */
  name: string
  label: string
  hint?: string | undefined
  /** What is wrong with the value, said below it. */
  mistake?: string | undefined
  /** Tells fields of the same name in two forms apart. */
  prefix?: string
  /** For the element itself: `type`, `required`, `autocomplete`, `dir`, `onInput`. */
  [attribute: string]: unknown
}

function Frame({
  id,
  label,
  hint,
  mistake,
  children,
}: Pick<Shared, 'label' | 'hint' | 'mistake'> & { id: string; children: Child }) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {hint ? (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {mistake ? (
        <p class="field-mistake" id={`${id}-mistake`}>
          {mistake}
        </p>
      ) : null}
    </div>
  )
}

/** What ties the element to its hint and mistake. */
function tied(id: string, { hint, mistake }: Pick<Shared, 'hint' | 'mistake'>) {
  const described = [hint ? `${id}-hint` : '', mistake ? `${id}-mistake` : ''].filter(Boolean).join(' ')
  return { 'aria-describedby': described || undefined, 'aria-invalid': mistake ? 'true' : undefined }
}

export function Field({ name, label, hint, mistake, prefix = 'field', ...rest }: Shared) {
  const id = `${prefix}-${name}`
  return (
    <Frame id={id} label={label} hint={hint} mistake={mistake}>
      <input id={id} name={name} {...tied(id, { hint, mistake })} {...rest} />
    </Frame>
  )
}

/** Several lines; the direction follows what is written. */
export function TextArea({
  name,
  label,
  hint,
  mistake,
  prefix = 'field',
  value = '',
  ...rest
}: Shared & { value?: string }) {
  const id = `${prefix}-${name}`
  return (
    <Frame id={id} label={label} hint={hint} mistake={mistake}>
      <textarea id={id} name={name} dir="auto" {...tied(id, { hint, mistake })} {...rest}>
        {value}
      </textarea>
    </Frame>
  )
}

export type Choice = { value: string; label: string; hint?: string }

export function Select({
  name,
  label,
  hint,
  mistake,
  prefix = 'field',
  choices,
  value,
  ...rest
}: Shared & { choices: readonly Choice[]; value?: string | undefined }) {
  const id = `${prefix}-${name}`
  return (
    <Frame id={id} label={label} hint={hint} mistake={mistake}>
      <select id={id} name={name} {...tied(id, { hint, mistake })} {...rest}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} selected={choice.value === value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Frame>
  )
}

/** A few choices, all to be seen at once with what each means. */
export function Choices({
  name,
  label,
  choices,
  value,
  prefix = 'field',
}: {
  name: string
  label: string
  choices: readonly Choice[]
  value?: string | undefined
  prefix?: string
}) {
  return (
    <fieldset class="choices">
      <legend>{label}</legend>
      {choices.map((choice) => {
        const id = `${prefix}-${name}-${choice.value}`
        return (
          <label key={choice.value} for={id}>
            <input id={id} type="radio" name={name} value={choice.value} checked={choice.value === value} />
            <span>
              {choice.label}
              {choice.hint ? <span class="quiet"> · {choice.hint}</span> : null}
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
