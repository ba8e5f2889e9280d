import { type MappedText, rewrite } from './mapped-text.ts'

/**
 * Unicode NFKC with the map kept. Characters that may combine with the one before (marks, half-width
 * voice marks, Hangul vowels and finals) stay with it in one cluster; a cluster stands for itself as a whole.
 */
export function composeCompatibly(mapped: MappedText): MappedText {
  const whole = mapped.text.normalize('NFKC')
  if (whole === mapped.text) return mapped
  const clustered = rewrite(mapped, CLUSTER, (cluster) => cluster.normalize('NFKC'))
  if (clustered.text === whole) return clustered
  // Never seen, and the right text matters more than a fine map: the whole stands for the whole.
  return rewrite(mapped, /.+/gs, () => whole)
}

// Plain ASCII alone needs no look; a cluster is one character and whatever may combine with it.
const JOINS = '\\p{M}\\u1160-\\u11ff\\ud7b0-\\ud7fb\\u3131-\\u318e\\uff9e\\uff9f\\uffa0-\\uffdc'
const CLUSTER = new RegExp(`[^\\x00-\\x7f][${JOINS}]*|[\\x00-\\x7f][${JOINS}]+`, 'gu')
