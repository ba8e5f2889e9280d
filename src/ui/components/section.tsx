import type { Child } from 'hono/jsx'

/** A part of a page under its own heading, told apart by space. `raised` puts it on a sheet of its own. */
export function Section({
  id,
  title,
  titleHidden = false,
  text,
  actions,
  raised = false,
  children,
}: {
  id: string
  title: string
  /** Read out, not shown: where a tab above says the same. */
  titleHidden?: boolean
  text?: string
  actions?: Child
  raised?: boolean
  children: Child
}) {
  return (
    <section class="section" data-raised={raised ? '' : undefined} aria-labelledby={`${id}-title`}>
      <header class="section-head">
        <div>
          <h2 id={`${id}-title`} class={titleHidden ? 'heard' : undefined}>
            {title}
          </h2>
          {text ? <p class="quiet">{text}</p> : null}
        </div>
        {actions ? <div class="actions">{actions}</div> : null}
      </header>
      {children}
    </section>
  )
}

/** A page's own heading and what can be done on it. */
export function PageHead({ title, actions, children }: { title: string; actions?: Child; children?: Child }) {
  return (
    <header class="page-head">
      <div>
        <h1>{title}</h1>
        {children}
      </div>
      {actions ? <div class="actions">{actions}</div> : null}
    </header>
  )
}
