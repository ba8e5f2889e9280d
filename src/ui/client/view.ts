/** The reader's view in the browser, made from the page's data. */
import { createView, type View, type ViewData } from '../view.ts'

let made: View | null = null

export function clientView(): View {
  if (made) return made
  const data = JSON.parse(document.body.dataset.view ?? '{}') as ViewData
  made = createView(data, () => new Date(), data.sentences)
  return made
}
