const aliases: Record<string, string> = { usa: 'US', 'u.s.a.': 'US', 'u.s.': 'US', 'united states of america': 'US', uk: 'GB', 'great britain': 'GB', england: 'GB', scotland: 'GB', wales: 'GB', 'czech republic': 'CZ', holland: 'NL', turkey: 'TR' }

let codesByName: Map<string, string> | undefined

/** The two-letter code of a country given by code or English name; undefined where nobody knows it. */
export function countryCodeOf(written: string): string | undefined {
  const name = written.trim().toLowerCase()
  codesByName ??= readCodes()
  return codesByName.get(name)
}

function readCodes(): Map<string, string> {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
  const codes = letters.flatMap((a) => letters.map((b) => a + b)).flatMap((code) => {
    const name = names.of(code)
    return name === undefined ? [] : [[code.toLowerCase(), code], [name.toLowerCase(), code]] as [string, string][]
  })
  // Codes last: where a name of one country is the code of another, the code is meant. Retired codes never win a name.
  const current = codes.toReversed().filter(([, code]) => !['DD', 'SU', 'YU', 'FX', 'UK', 'ZZ', 'BU', 'TP', 'ZR', 'QO', 'XA', 'XB'].includes(code))
  return new Map([...current, ...Object.entries(aliases)])
}
