/**
 * What a reply written by an LLM must satisfy beyond the checks every reply goes through. A playbook cannot be talked
 * into anything by the message it answers; an LLM can, so what the customer wrote gives it less licence here.
 */
import type { Language } from '../labels.ts'
import { normalise } from '../text/normalise.ts'
import { sentencesOf } from '../text/sentences.ts'
import { withoutSentenceEnd } from './checks/truth.ts'
import { TIMES } from './checks/words.ts'
import type { ReplyContext } from './context.ts'
import { compileCues } from './cues.ts'
import type { ReplyCheck } from './draft.ts'
import { findFacts, foldForFacts } from './facts.ts'
import { addressesOf, wordsOfArticle } from './known-articles.ts'
import type { MaterialSource } from './material.ts'

/** Words for people that no reply of a desk has in it, whoever used them first. */
const RUDE: Record<Language, RegExp | null> = {
  fa: compileCues(
    'احمق*,ابله*,بی‌شعور*,بیشعور*,نفهم*,خفه شو*,گمشو*,گم شو*,عوضی*,کثافت*,لعنتی*,بی‌شرف*,مزخرف*,دزد,دزدها,کلاهبردار*,بی‌لیاقت*,خنگ*'.split(
      ',',
    ),
    'fa',
  ),
  ar: compileCues(
    'غبي*,أغبياء,أحمق,حمقى,حمار,حمير,كلب,كلاب,اخرس*,تافه*,حقير*,وقح*,لصوص,نصاب*,نصابين,سخيف*,قذر*,متخلف*'.split(
      ',',
    ),
    'ar',
  ),
  en: compileCues(
    'idiot*,stupid*,moron*,dumb,shut up,pathetic,fool*,loser*,jerk*,crap*,liar*,imbecile*,clown*,scammer*,thieves,worthless,screw you,damn'.split(
      ',',
    ),
    'en',
  ),
}

/** Money that changes hands. A sentence that has a sum beside one of these is the playbook's, or nobody's. */
const PAYING: Record<Language, RegExp | null> = {
  fa: compileCues(
    'واریز*,برگشت*,برمی‌گرد*,بازگشت*,بازگرد*,بازمی‌گرد*,پرداخت می*,پرداخت خواه*,پرداخت کن*,می‌پردازیم,پس می*,پس بده*,به شما می‌دهیم,به شما خواهیم داد,تقدیم*,اعتبار*,شارژ*,جبران*,خسارت*,هدیه*,دریافت می*,دریافت خواه*'.split(
      ',',
    ),
    'fa',
  ),
  ar: compileCues(
    'نعيد*,سنعيد*,نرد*,سنرد*,نرجع*,سنرجع*,إرجاع*,استرداد*,استرجاع*,نحول*,سنحول*,تحويل*,نودع*,سنودع*,إيداع*,ندفع*,سندفع*,نعوض*,سنعوض*,تعويض*,نضيف*,سنضيف*,رصيد*,تستلمون*,ستستلمون*,نمنح*,سنمنح*,هدية*'.split(
      ',',
    ),
    'ar',
  ),
  en: compileCues(
    'refund*,pay,pays,paying,credit*,transfer*,compensat*,reimburs*,return*,give,giving,send,sending,receive*,get,gets,back,voucher*,gift*,deposit*,add,added,adding,owe*,yours'.split(
      ',',
    ),
    'en',
  ),
}

const SHARES = /[%٪]|(?<!\p{L})(?:درصد|per ?cent|percent|ب?ال?مئه|ب?ال?مائه|المئه|المایه|مئه)(?!\p{L})/u

const ADDRESS =
  /(?:https?:\/\/|www\.)\S+|[^\s@]+@[^\s@]+\.\w+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b(?:\/\S*)?/giu

/**
 * In words for the LLM, failed checks first; empty: the reply may be shown. They can quote the reply, and with it
 * personal data: mask them before they are sent.
 */
export function problemsOfWritten(
  text: string,
  context: ReplyContext,
  { checks, sources }: { checks: readonly ReplyCheck[]; sources: readonly MaterialSource[] },
): string[] {
  const failed = checks.filter(({ passed }) => !passed).map(({ check, detail }) => `${check}: ${detail}`)
  const plain = normalise(text).text
  const ours = normalise(sources.flatMap(({ texts }) => texts).join('\n')).text
  const cited = normalise(context.grounds.map(wordsOfArticle).join('\n')).text
  return [
    ...failed,
    ...otherTime(text, plain, `${ours}\n${cited}`, context),
    ...otherAmount(text, context),
    ...paidAmount(text, ours, context),
    ...(SHARES.test(plain) ? ['within_policy: names a share in per cent; nobody may promise one.'] : []),
    ...(RUDE[context.language] && plain.search(RUDE[context.language] as RegExp) >= 0
      ? ['tone: insults somebody.']
      : []),
    ...foreignAddress(text, context),
  ]
}

/** The desk keeps the time it reckoned, and no other. */
function otherTime(
  text: string,
  plain: string,
  ours: string,
  { promise, situation, language }: ReplyContext,
) {
  if (!situation.may_lack.includes('time') && !text.includes(promise.text))
    return [`time: write the promised time word for word: ${promise.text}`]
  const rest = plain.replaceAll(normalise(promise.text).text, ' ')
  return [...rest.matchAll(TIMES[language])].every(([words]) => ours.includes(words))
    ? []
    : ['time: promises another time than the promised one.']
}

/** A sum the customer names is told back only where it is beyond doubt which one is meant; a price may be a cited article's. */
function otherAmount(text: string, { facts, grounds }: ReplyContext) {
  const known = facts.amount === null ? null : foldForFacts(facts.amount)
  const cited = foldForFacts(grounds.map(wordsOfArticle).join('\n'))
  return findFacts(text)
    .amounts.map(({ value }) => foldForFacts(value))
    .every((amount) => amount === known || cited.includes(amount))
    ? []
    : ['within_policy: names an amount that is not the one of the matter.']
}

function paidAmount(text: string, ours: string, { language }: ReplyContext) {
  const paying = PAYING[language]
  const promises = sentencesOf(text)
    .map(({ start, end }) => text.slice(start, end))
    .filter((sentence) => findFacts(sentence).amounts.length > 0)
    .map((sentence) => normalise(sentence).text.trim())
    .filter((sentence) => paying !== null && sentence.search(paying) >= 0)
  return promises.every((sentence) => ours.includes(sentence))
    ? []
    : ['within_policy: pays a sum in words that are not those of the sources.']
}

function foreignAddress(text: string, { library, grounds }: ReplyContext) {
  const open = [...library.brand.contacts, ...addressesOf(grounds)].join('\n').toLowerCase()
  return [...text.matchAll(ADDRESS)].every(([address]) =>
    open.includes(withoutSentenceEnd(address).toLowerCase()),
  )
    ? []
    : ['no_invented_fact: names an address that is not one of ours.']
}
