/** `articles import`: the desk's knowledge from a folder of files. */
import { importArticles } from '../../actions/import-articles.ts'
import { SYSTEM } from '../../domain/actor.ts'
import { readArticleFiles } from '../read-articles.ts'
import { withStore } from './open-store.ts'

export async function importArticlesCommand(folder: string): Promise<void> {
  const files = await readArticleFiles(folder)
  await withStore(async (dependencies) => {
    const { read, created, replaced, unchanged, refused } = await importArticles(dependencies, SYSTEM, files)
    process.stderr.write(
      `${read} files read: ${created} new, ${replaced} changed, ${unchanged} as before, ${refused.length} refused.\n`,
    )
    for (const { name, issues } of refused)
      process.stderr.write(
        `  ${name}: ${issues.map(({ path, message }) => `${path || 'file'} ${message}`).join('; ')}\n`,
      )
    if (refused.length > 0) process.exitCode = 1
  })
}
