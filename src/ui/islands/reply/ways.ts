/** Where the focus goes: into the text, or back to what the customer wrote. */

/** The field is there with the next paint after the composer opened. */
export function leaveTo(place: 'field' | 'thread'): void {
  if (place === 'thread') {
    const thread =
      document.getElementById('matter-title') ?? document.querySelector<HTMLElement>('main h1, main')
    if (thread && !thread.hasAttribute('tabindex')) thread.tabIndex = -1
    thread?.focus({ preventScroll: true })
    return
  }
  requestAnimationFrame(() => {
    const field = document.getElementById('composer-text')
    if (!(field instanceof HTMLTextAreaElement)) return
    field.focus()
    field.setSelectionRange(field.value.length, field.value.length)
    field.scrollIntoView({ block: 'nearest' })
  })
}

/** Chooses words of the text, so that they are seen and the next key replaces them. */
export function pointAt(
  field: HTMLTextAreaElement | null,
  { start, end }: { start: number; end: number },
): void {
  if (!field) return
  field.focus()
  field.setSelectionRange(start, end)
  const [mark] = [...document.querySelectorAll<HTMLElement>('.paper-mirror mark')].filter(
    ({ dataset }) => Number(dataset.start) === start,
  )
  mark?.scrollIntoView({ block: 'nearest' })
}

/** Where words are put in: the selection, or the end of a field nobody was in. */
export const caretOf = (field: HTMLTextAreaElement | null) => ({
  start: field?.selectionStart ?? 0,
  end: field?.selectionEnd ?? 0,
})
