import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

export type ButtonProps = {
  children: Child
  /** `primary`: the one thing to do here. `danger`: cannot be undone. `quiet`: without a border. */
  kind?: 'primary' | 'plain' | 'quiet' | 'danger'
  icon?: IconName
  /** Shows the icon alone; the words are still read out and shown as a tip. */
  iconOnly?: boolean
  /** A link that looks like a button. */
  href?: string
  type?: 'submit' | 'button'
  /** Anything else for the element: `name`, `value`, `disabled`, `onClick`, `command`, `data-*`, `aria-*`. */
  [attribute: string]: unknown
}

/** The words are a verb: "Send", "Invite". */
export function Button({
  children,
  kind = 'plain',
  icon,
  iconOnly,
  href,
  type = 'submit',
  ...rest
}: ButtonProps) {
  const content = (
    <>
      {icon ? <Icon name={icon} /> : null}
      <span class={iconOnly ? 'button-tip' : undefined}>{children}</span>
    </>
  )
  const shared = { class: 'button', 'data-kind': kind, 'data-icon-only': iconOnly ? '' : undefined }
  return href === undefined ? (
    <button type={type} {...shared} {...rest}>
      {content}
    </button>
  ) : (
    <a href={href} {...shared} {...rest}>
      {content}
    </a>
  )
}

/** Opens the dialog with this id, without a script of the page's own. */
export const opens = (dialogId: string) => ({
  type: 'button' as const,
  command: 'show-modal',
  commandfor: dialogId,
})
