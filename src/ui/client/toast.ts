/** Short news at the edge of the page, read out without taking the focus. */

const SHOWN_MS = 6_000

/** @param kind `problem` stays until it is closed by a click */
export function toast(text: string, kind: 'news' | 'problem' = 'news'): void {
  const shelf = document.getElementById('toasts')
  if (!shelf) return
  const line = document.createElement('p')
  line.className = 'toast'
  line.dataset.kind = kind
  line.textContent = text
  line.addEventListener('click', () => line.remove())
  shelf.append(line)
  if (kind === 'news') setTimeout(() => line.remove(), SHOWN_MS)
}
