import { Badge, Group } from '@mantine/core'

/** A customer's tags; each leads to everybody who has it where there is a list to narrow. */
export function CustomerTags({ tags, onTag }: { tags: string[]; onTag?: (tag: string) => void }) {
  return (
    <Group gap={4}>
      {tags.map((tag) => onTag
        ? <Badge key={tag} component="button" type="button" variant="default" onClick={() => onTag(tag)} aria-label={`Only those tagged ${tag}`} style={{ cursor: 'pointer', height: 24 }}>{tag}</Badge>
        : <Badge key={tag} variant="default">{tag}</Badge>)}
    </Group>
  )
}
