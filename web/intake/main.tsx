import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles/baseline.layer.css'
import '@mantine/core/styles/default-css-variables.layer.css'
import '@mantine/core/styles/global.layer.css'
import '@mantine/core/styles/UnstyledButton.layer.css'
import '@mantine/core/styles/Button.layer.css'
import '@mantine/core/styles/Loader.layer.css'
import '@mantine/core/styles/Input.layer.css'
import '../app.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { IntakePage } from './intake-page.tsx'
import { placeOf } from './kept-draft.ts'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no place for the program.')

createRoot(root).render(<StrictMode><IntakePage place={placeOf(location)} /></StrictMode>)
