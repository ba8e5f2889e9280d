/** What a supervisor may do about an agent's share of the abuse, in the three languages. Numbers are already written in the language. */
import type { Language } from '../labels.ts'

/** `limit`: no more for some days. `rotate`: the next one to someone else. `share_out`: one person bears most of it. */
export const LOAD_SUGGESTIONS = ['limit', 'rotate', 'share_out'] as const
export type LoadSuggestionCode = (typeof LOAD_SUGGESTIONS)[number]
export type LoadSuggestion = { code: LoadSuggestionCode; text: Record<Language, string> }

type Facts = { count: string; of: string }
const WORDS: Record<LoadSuggestionCode, Record<Language, (facts: Facts) => string>> = {
  limit: {
    fa: ({ count }) =>
      `شمار پیام‌های توهین‌آمیز هفت روز گذشته: ${count}. چند روزی چنین گفت‌وگوهایی را به همکاران دیگر بسپارید و جویای حال او شوید.`,
    ar: ({ count }) =>
      `عدد الرسائل المسيئة في الأيام السبعة الماضية: ${count}. تُحال مثل هذه المحادثات إلى زملاء آخرين لبضعة أيام، ويُستحسن السؤال عن حال من تلقّاها.`,
    en: ({ count }) =>
      `Abusive messages in the last seven days: ${count}. Give such conversations to others for a few days, and ask how they are.`,
  },
  rotate: {
    fa: ({ count }) =>
      `شمار پیام‌های توهین‌آمیز هفت روز گذشته: ${count}. گفت‌وگوی توهین‌آمیز بعدی را به همکار دیگری بسپارید.`,
    ar: ({ count }) =>
      `عدد الرسائل المسيئة في الأيام السبعة الماضية: ${count}. تُسند المحادثة المسيئة التالية إلى زميل آخر.`,
    en: ({ count }) =>
      `Abusive messages in the last seven days: ${count}. Give the next abusive conversation to someone else.`,
  },
  share_out: {
    fa: ({ count, of }) =>
      `از ${of} پیام توهین‌آمیز سی روز گذشته، ${count} پیام به یک نفر رسیده است. این گفت‌وگوها را میان همکاران تقسیم کنید.`,
    ar: ({ count, of }) =>
      `الرسائل المسيئة في الأيام الثلاثين الماضية: ${of}، منها ${count} لدى شخص واحد. توزَّع هذه المحادثات على الفريق.`,
    en: ({ count, of }) =>
      `Of ${of} abusive messages in the last thirty days, ${count} reached one person. Spread these conversations over the team.`,
  },
}

const LOCALES: Record<Language, string> = { fa: 'fa-IR', ar: 'ar-EG', en: 'en-GB' }

export function suggestionOf(code: LoadSuggestionCode, facts: { count: number; of: number }): LoadSuggestion {
  const inLanguage = (language: Language) => {
    const { format } = new Intl.NumberFormat(LOCALES[language])
    return WORDS[code][language]({ count: format(facts.count), of: format(facts.of) })
  }
  return { code, text: { fa: inLanguage('fa'), ar: inLanguage('ar'), en: inLanguage('en') } }
}
