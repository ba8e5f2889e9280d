/** The playbooks, the brand and the compensation policy from disk, checked before anybody is answered with them. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { acknowledgementFile } from '../../domain/reply/acknowledgement-wording.ts'
import { type Library, openLibrary } from '../../domain/reply/library.ts'
import { additionsFile, brandFile, frameFile, playbookFile, policyFile } from '../../domain/reply/playbook.ts'
import { type Refused, readYaml, refused } from './read-yaml.ts'

const BRAND = 'prompts/brand.yaml'
const POLICY = 'prompts/compensation-policy.yaml'
const ACKNOWLEDGEMENT = 'prompts/acknowledgement.yaml'
const PLAYBOOKS = 'prompts/playbooks'
const FRAME = `${PLAYBOOKS}/frame.yaml`
const ADDITIONS = `${PLAYBOOKS}/additions.yaml`

export type LoadedPlaybooks = { ok: true; library: Library } | Refused

/**
 * Reads every YAML file of `prompts/playbooks` and the three beside it.
 * @param root the folder that has `prompts` in it; the service's own when missing
 * @returns the library, or one line that names file, line and place
 */
export async function loadPlaybooks(
  root = fileURLToPath(new URL('../../../', import.meta.url)),
): Promise<LoadedPlaybooks> {
  const names = await readdir(join(root, PLAYBOOKS)).catch(() => [])
  const topicFiles = names
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => `${PLAYBOOKS}/${name}`)
    .filter((file) => file !== FRAME && file !== ADDITIONS)
    .sort()
  if (topicFiles.length === 0) return refused(PLAYBOOKS, null, [], 'has no playbook in it')
  const [brand, policy, frame, additions, acknowledgement, ...playbooks] = await Promise.all([
    readYaml(root, BRAND, brandFile),
    readYaml(root, POLICY, policyFile),
    readYaml(root, FRAME, frameFile),
    readYaml(root, ADDITIONS, additionsFile),
    readYaml(root, ACKNOWLEDGEMENT, acknowledgementFile),
    ...topicFiles.map((file) => readYaml(root, file, playbookFile)),
  ])
  if (!brand.ok) return brand
  if (!policy.ok) return policy
  if (!frame.ok) return frame
  if (!additions.ok) return additions
  if (!acknowledgement.ok) return acknowledgement
  const read = []
  for (const each of playbooks) {
    if (!each.ok) return each
    read.push(each)
  }
  const opened = openLibrary({ playbooks: read, additions, frame, acknowledgement, brand, policy })
  if (opened.ok) return opened
  const at = [brand, policy, frame, additions, ...read].find(({ file }) => file === opened.file)
  return refused(opened.file, at?.lineOf(opened.path) ?? null, opened.path, opened.problem)
}
