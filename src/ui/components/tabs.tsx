/** Parts of a page under their own addresses: links, so that each can be bookmarked and opened beside another. */
export type Tab = { href: string; label: string; current: boolean; count?: string }

export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <a key={tab.href} href={tab.href} aria-current={tab.current ? 'page' : undefined}>
          {tab.label}
          {tab.count ? <span class="tabs-count">{tab.count}</span> : null}
        </a>
      ))}
    </nav>
  )
}
