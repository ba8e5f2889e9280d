/** The article on late parcels that goes with the late order of the other examples. */
import type { Article, ArticleIntake } from '../../domain/knowledge/article.ts'

export const ARTICLE_INTAKE: ArticleIntake = {
  external_id: 'fa/late-parcel.md',
  lang: 'fa',
  title: 'سفارش دیر رسیده است',
  asked_as: ['بسته‌ام کی می‌رسد؟', 'چرا سفارشم نیامده؟'],
  body: '# اگر سفارش دیر شد\n\nوضعیت مرسوله را با کد رهگیری ببینید. از روز چهارم واحد ارسال با پست پیگیری می‌کند.',
  answer: 'وضعیت سفارش را با کد رهگیری در صفحهٔ «سفارش‌های من» می‌بینید.',
  topics: ['delivery'],
  public: true,
  url: 'https://help.example.com/fa/late-parcel',
}

export const ARTICLE: Article = {
  ...ARTICLE_INTAKE,
  id: 'art_01K1R8ZQ4W9T6H3V5N2B7C8D0T',
  version: 1,
  created_at: '2026-07-20T08:00:00.000Z',
  updated_at: '2026-07-20T08:00:00.000Z',
}

export const ARTICLE_AR: ArticleIntake = {
  external_id: null,
  lang: 'ar',
  title: 'متى يصل مبلغ الاسترداد؟',
  asked_as: ['فلوسي ما رجعت'],
  body: 'يصل مبلغ الاسترداد إلى البطاقة نفسها خلال خمسة أيام عمل من استلام المرتجع.',
  answer: null,
  topics: ['refund_return'],
  public: false,
  url: null,
}

export const ARTICLE_EN: ArticleIntake = {
  external_id: null,
  lang: 'en',
  title: 'How to change the delivery address',
  asked_as: [],
  body: 'Open “My orders”, choose the order and press “Change address”. It works until the parcel is handed to the courier.',
  answer: 'You can change the address under “My orders” until the parcel is handed to the courier.',
  topics: ['delivery', 'information'],
  public: true,
  url: null,
}
