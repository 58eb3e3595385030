/** What a file is kept as; a HEIC photo becomes a JPEG. Read from its bytes; each is either drawn anew (images) or kept as it came and never opened by us (PDF). */
export const mediaTypes = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const
export type MediaType = (typeof mediaTypes)[number]

/** What may be sent as a picture, as a file input is told it. */
export const sentPictures = 'image/jpeg,image/png,image/webp,image/heic,image/heif'

export const LARGEST_UPLOAD = 25 * 1024 * 1024

const endings: Record<MediaType, string> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'application/pdf': 'pdf' }

export function isImage(mediaType: string): boolean {
  return mediaType.startsWith('image/')
}

/**
 * The name a file is kept and handed out under: the given one, without folders and with the ending of what it really is, so that
 * `invoice.exe` that is a picture comes back as `invoice.jpg`.
 */
export function fileNameOf(given: string, mediaType: MediaType): string {
  const name = (given.split(/[\\/]/).at(-1) ?? '').replaceAll(/["<>:|?*\u202a-\u202e\u2066-\u2069]/g, '').trim()
  const stem = name.replace(/\.[A-Za-z0-9]{1,8}$/, '').replace(/^\.+/, '').slice(0, 150).trim() || 'file'
  return `${stem}.${endings[mediaType]}`
}
