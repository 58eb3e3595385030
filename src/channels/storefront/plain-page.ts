import { html, type Page } from '#channels/http/html.ts'
import { trackingStyle } from './tracking-style.ts'

/** A page that has one thing to say, for a person who followed a link. */
export function plainPage(title: string, words: string): Page {
  return { title, style: trackingStyle(null), body: html`<main class="plain"><h1>${title}</h1><p>${words}</p></main>`, language: 'en' }
}
