import type { BlueprintFile } from '#domain/blueprints/blueprint.ts'
import type { Asked } from '../ask.ts'
import { Problem } from '../problem.ts'
import { placeOfSyntaxError } from './place-in-file.ts'

/** A blueprint that is to be looked at, and perhaps applied: one that Docket ships by its key, or a document. */
export type Choice = { name: string; asked: Asked<'blueprint.diff'> }

/** Reads a file as far as a browser can: that it is JSON. Whether it is a blueprint is the server's to say. */
export async function readBlueprintFile(file: File): Promise<Choice> {
  const text = await file.text()
  try {
    const document = JSON.parse(text) as BlueprintFile
    return { name: (document as { name?: string } | null)?.name ?? file.name, asked: { document } }
  } catch (error) {
    const place = placeOfSyntaxError(error instanceof Error ? error.message : '', text)
    throw new Problem('file-rejected', 422, `“${file.name}” is not JSON${place ? `: something is wrong at ${place}` : ''}. Choose a file that was exported from Docket, or mend it there.`)
  }
}
