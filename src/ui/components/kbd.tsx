/** A key or keys as printed on them: always left to right. */
export function Kbd({ keys }: { keys: string[] }) {
  return (
    <span class="keys" dir="ltr">
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  )
}
