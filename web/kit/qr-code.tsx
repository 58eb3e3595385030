import { memo } from 'react'
import { encode } from 'uqr'

/** An address to be scanned. Dark squares on white also in the dark: scanners want it so. */
export const QrCode = memo(function QrCode({ text, label, size }: { text: string; label: string; size: number }) {
  const { data, size: across } = encode(text, { border: 2 })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : []))).join('')
  return (
    <span>
      <span className="visually-hidden">{label}</span>
      <svg width={size} height={size} viewBox={`0 0 ${across} ${across}`} aria-hidden="true" shapeRendering="crispEdges" style={{ display: 'block', borderRadius: 4 }}>
        <rect width={across} height={across} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
    </span>
  )
})
