import { Button, FileButton, Group, Input, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { sentPictures } from '#domain/files/media-type.ts'
import { addressOfFile, uploadFile } from '../kit/upload-file.ts'
import { useHere } from '../session/session.ts'
import classes from './logo-input.module.css'

type Props = { value: string | null; error?: string | undefined; disabled: boolean; onChange: (fileId: string | null) => void }

/** The picture by which customers recognise the business. */
export function LogoInput({ value, error, disabled, onChange }: Props) {
  const { slug } = useHere().organization
  const sending = useMutation({ mutationFn: (file: File) => uploadFile(slug, file), onSuccess: ({ id }) => onChange(id) })
  const fault = sending.error ? sending.error.message : error
  return (
    <Input.Wrapper label="Logo" description="A JPEG, PNG or WebP picture" error={fault} labelElement="div">
      <Group gap="sm" my={6}>
        {value && <img className={classes.logo} src={addressOfFile(slug, value)} alt="The logo as it is now" />}
        <FileButton accept={sentPictures} disabled={disabled} onChange={(file) => file && sending.mutate(file)}>
          {(props) => <Button {...props} variant="default" disabled={disabled} loading={sending.isPending}>{value ? 'Choose another' : 'Choose a picture'}</Button>}
        </FileButton>
        {value && <Button variant="subtle" color="red" disabled={disabled} onClick={() => onChange(null)}>Remove the logo</Button>}
        {!value && <Text size="sm" c="dimmed">None yet</Text>}
      </Group>
    </Input.Wrapper>
  )
}
