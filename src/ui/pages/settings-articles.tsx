/** Knowledge articles: found, read, written. Drafts rest on them. */
import type { Article } from '../../domain/knowledge/article.ts'
import { LANGUAGES, TOPICS } from '../../domain/labels.ts'
import { Button, opens } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Field, Select, TextArea } from '../components/field.tsx'
import { Pagination } from '../components/pagination.tsx'
import { Section } from '../components/section.tsx'
import { EmptyState } from '../components/states.tsx'
import { Table } from '../components/table.tsx'
import { Ago } from '../components/words.tsx'
import { type ArticleForm, type ArticleListAddress, articleAddress } from '../settings/article-form.ts'
import type { View } from '../view.ts'
import { SettingsFrame } from './settings.tsx'

export type ArticleListProps = {
  view: View
  address: ArticleListAddress
  articles: readonly Article[]
  next: string | null
  mayWrite: boolean
}

export function ArticleListPage({ view, address, articles, next, mayWrite }: ArticleListProps) {
  const { t, format } = view
  const any = { value: '', label: t('settings.any') }
  const isFiltered = Boolean(address.q || address.lang || address.topic)
  return (
    <SettingsFrame
      view={view}
      section="articles"
      actions={
        mayWrite ? (
          <Button kind="primary" icon="plus" href="/settings/article">
            {t('settings.article_new')}
          </Button>
        ) : undefined
      }
    >
      <form class="filters" method="get" action="/settings/articles" aria-label={t('settings.search')}>
        <Field
          name="q"
          type="search"
          label={t('settings.search')}
          value={address.q ?? ''}
          maxlength={200}
          dir="auto"
        />
        <Select
          name="lang"
          label={t('settings.playbook_language')}
          value={address.lang ?? ''}
          choices={[any, ...LANGUAGES.map((value) => ({ value, label: t(`labels.language_${value}`) }))]}
        />
        <Select
          name="topic"
          label={t('labels.head_topics')}
          value={address.topic ?? ''}
          choices={[any, ...TOPICS.map((value) => ({ value, label: t(`labels.topic_${value}`) }))]}
        />
        <Button>{t('settings.search_do')}</Button>
      </form>
      {articles.length === 0 ? (
        <EmptyState
          icon="search"
          title={t(isFiltered ? 'settings.nothing_found' : 'settings.no_articles_title')}
          text={t(isFiltered ? 'settings.nothing_found_text' : 'settings.no_articles_text')}
        />
      ) : (
        <Table
          caption={t('settings.articles')}
          rows={articles}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'title',
              heading: t('settings.article_title'),
              cell: ({ id, title, lang }) => (
                <a href={`/settings/article?id=${encodeURIComponent(id)}`}>
                  <bdi lang={lang}>{title}</bdi>
                </a>
              ),
            },
            {
              key: 'lang',
              heading: t('settings.playbook_language'),
              cell: ({ lang }) => t(`labels.language_${lang}`),
            },
            {
              key: 'topics',
              heading: t('labels.head_topics'),
              cell: ({ topics }) => format.list(topics.map((topic) => t(`labels.topic_${topic}`))),
            },
            {
              key: 'public',
              heading: t('settings.article_seen'),
              cell: (article) => t(article.public ? 'settings.article_public' : 'settings.article_internal'),
            },
            {
              key: 'at',
              heading: t('settings.article_changed'),
              cell: ({ updated_at }) => <Ago view={view} at={updated_at} />,
            },
          ]}
        />
      )}
      <Pagination
        view={view}
        first={address.cursor === undefined ? null : articleAddress({ ...address, cursor: undefined })}
        next={next && articleAddress({ ...address, cursor: next })}
      />
    </SettingsFrame>
  )
}

export type ArticlePageProps = {
  view: View
  /** Null: a new one. */
  article: Article | null
  form: ArticleForm
  mayWrite: boolean
  /** Fields that are not right, and what the service says of the whole. */
  wrong?: readonly string[]
  problem?: 'taken' | 'conflict' | null
}

export function ArticlePage({ view, article, form, mayWrite, wrong = [], problem = null }: ArticlePageProps) {
  const { t } = view
  const mistake = (name: keyof ArticleForm) =>
    wrong.includes(name) ? t('settings.article_wrong') : undefined
  const shared = { readonly: mayWrite ? undefined : true }
  return (
    <SettingsFrame
      view={view}
      section="articles"
      actions={<Button href="/settings/articles">{t('settings.article_all')}</Button>}
    >
      <Section
        id="article"
        title={t(article ? 'settings.article_one' : 'settings.article_new')}
        text={t('settings.articles_text')}
      >
        {problem ? (
          <p class="mistake" role="alert">
            {t(`settings.article_${problem}`)}
          </p>
        ) : null}
        <form method="post" action="/settings/article" class="form article">
          <input type="hidden" name="id" value={article?.id ?? ''} />
          <input type="hidden" name="version" value={form.version} />
          <input type="hidden" name="external_id" value={form.external_id} />
          <Field
            name="title"
            label={t('settings.article_title')}
            value={form.title}
            mistake={mistake('title')}
            dir="auto"
            maxlength={200}
            required
            {...shared}
          />
          <div class="article-row">
            <Select
              name="lang"
              label={t('settings.playbook_language')}
              value={form.lang}
              choices={LANGUAGES.map((value) => ({ value, label: t(`labels.language_${value}`) }))}
              disabled={mayWrite ? undefined : true}
            />
            <Select
              name="topic"
              label={t('labels.head_topics')}
              value={form.topic}
              choices={[
                { value: '', label: t('settings.topic_none') },
                ...TOPICS.map((value) => ({ value, label: t(`labels.topic_${value}`) })),
              ]}
              disabled={mayWrite ? undefined : true}
            />
            <Select
              name="public"
              label={t('settings.article_seen')}
              value={form.public}
              choices={[
                { value: '', label: t('settings.article_internal') },
                { value: 'yes', label: t('settings.article_public') },
              ]}
              disabled={mayWrite ? undefined : true}
            />
          </div>
          <TextArea
            name="body"
            label={t('settings.article_body')}
            hint={t('settings.article_body_hint')}
            value={form.body}
            mistake={mistake('body')}
            rows={12}
            required
            {...shared}
          />
          <TextArea
            name="answer"
            label={t('settings.article_answer')}
            hint={t('settings.article_answer_hint')}
            value={form.answer}
            mistake={mistake('answer')}
            rows={4}
            maxlength={600}
            {...shared}
          />
          <TextArea
            name="asked_as"
            label={t('settings.article_asked_as')}
            hint={t('settings.article_asked_as_hint')}
            value={form.asked_as}
            mistake={mistake('asked_as')}
            rows={3}
            {...shared}
          />
          <Field
            name="url"
            type="url"
            label={t('settings.article_url')}
            value={form.url}
            mistake={mistake('url')}
            dir="ltr"
            {...shared}
          />
          {mayWrite ? (
            <div class="actions">
              <Button kind="primary">{t('settings.save')}</Button>
              {article ? (
                <Button kind="danger" {...opens('delete-article')}>
                  {t('settings.article_delete')}
                </Button>
              ) : null}
            </div>
          ) : null}
        </form>
        {mayWrite && article ? (
          <Dialog
            view={view}
            id="delete-article"
            title={t('settings.article_delete')}
            text={t('settings.article_delete_text', { title: article.title })}
          >
            <form method="post" action="/settings/article/delete" class="actions">
              <input type="hidden" name="id" value={article.id} />
              <Button kind="danger">{t('settings.article_delete')}</Button>
            </form>
          </Dialog>
        ) : null}
      </Section>
    </SettingsFrame>
  )
}
