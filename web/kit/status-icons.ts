import {
  IconAlertTriangle, IconArchive, IconArrowBackUp, IconBan, IconBarcode, IconBell, IconBolt, IconBrush, IconBuildingStore, IconCalendar, IconCamera, IconCar, IconCash, IconCheck, IconCircleCheck,
  IconCircleX, IconClipboardCheck, IconClock, IconCoffee, IconCreditCard, IconEye, IconFileText, IconFlag, IconFlame, IconGift, IconHammer, IconHanger, IconHeart, IconHome, IconHourglass, IconInbox,
  IconKey, IconLeaf, IconLock, IconMail, IconMapPin, IconMessage, IconMovie, IconNeedleThread, IconPackage, IconPencil, IconPhone, IconPhoto, IconPlane, IconPlayerPause, IconPlayerPlay, IconPrinter, IconReceipt,
  IconRefresh, IconRuler2, IconScissors, IconSearch, IconShirt, IconShoppingCart, IconSnowflake, IconSparkles, IconStar, IconThumbDown, IconThumbUp, IconTool, IconToolsKitchen2, IconTruck, IconUser, IconWashMachine, IconX, type Icon,
} from '@tabler/icons-react'

// An emoji looks different everywhere, shouts beside calm text, and on some machines is an empty box. The usual ones are
// drawn as line icons in the status's own colour; any other is shown as it was written.
const drawn: readonly [name: string, icon: Icon, ...emoji: string[]][] = [
  ['inbox', IconInbox, '📥'], ['shopping cart', IconShoppingCart, '🛒'], ['receipt', IconReceipt, '🧾'], ['document', IconFileText, '📄', '📝'], ['pencil', IconPencil, '✏'], ['hourglass', IconHourglass, '⏳', '⌛'],
  ['clock', IconClock, '🕒', '⏰'], ['calendar', IconCalendar, '📅'], ['pause', IconPlayerPause, '⏸'], ['play', IconPlayerPlay, '▶'], ['refresh', IconRefresh, '🔄'], ['back', IconArrowBackUp, '↩'],
  ['check', IconCheck], ['done', IconCircleCheck, '✅', '✔'], ['cross', IconX], ['failed', IconCircleX, '❌'], ['ban', IconBan, '🚫'], ['lock', IconLock, '🔒'],
  ['thumb up', IconThumbUp, '👍'], ['thumb down', IconThumbDown, '👎'], ['star', IconStar, '⭐'], ['heart', IconHeart, '❤'], ['flag', IconFlag, '🚩'], ['warning', IconAlertTriangle, '⚠'], ['lightning', IconBolt, '⚡'], ['fire', IconFlame, '🔥'], ['bell', IconBell, '🔔'],
  ['clipboard', IconClipboardCheck, '📋'], ['eye', IconEye, '👀'], ['magnifier', IconSearch, '🔍'], ['barcode', IconBarcode], ['key', IconKey, '🔑'], ['person', IconUser, '👤'],
  ['message', IconMessage, '💬'], ['phone', IconPhone, '📞'], ['mail', IconMail, '📧', '✉'], ['printer', IconPrinter, '🖨'],
  ['cash', IconCash, '💵'], ['card', IconCreditCard, '💳'], ['gift', IconGift, '🎁'],
  ['tool', IconTool, '🔧', '🛠'], ['hammer', IconHammer, '🔨'], ['scissors', IconScissors, '✂'], ['needle', IconNeedleThread, '🧵'], ['ruler', IconRuler2, '📏'], ['brush', IconBrush, '🎨'], ['shirt', IconShirt, '👕'], ['hanger', IconHanger],
  ['washing machine', IconWashMachine, '🧺'], ['sparkles', IconSparkles, '✨'], ['kitchen', IconToolsKitchen2, '🍽'], ['coffee', IconCoffee, '☕'], ['snowflake', IconSnowflake, '❄'], ['leaf', IconLeaf, '🌿'],
  ['camera', IconCamera, '📷'], ['picture', IconPhoto, '🖼'], ['film', IconMovie, '🎬'],
  ['package', IconPackage, '📦'], ['truck', IconTruck, '🚚'], ['car', IconCar, '🚗'], ['plane', IconPlane, '✈'], ['place', IconMapPin, '📍'], ['home', IconHome, '🏠'], ['store', IconBuildingStore, '🏪'], ['archive', IconArchive, '🗄', '📁'],
]

/** Every sign that is drawn, by its name and by the emoji that mean it. */
export const statusIcons: ReadonlyMap<string, Icon> = new Map(drawn.flatMap(([name, icon, ...emoji]) => [name, ...emoji].map((sign): [string, Icon] => [sign, icon])))

/** What can be chosen: each sign once, by its name. */
export const iconNames: readonly string[] = drawn.map(([name]) => name)

/** The name of what is drawn for an icon as it is written; undefined for one that is not drawn. */
export function iconNameOf(icon: string): string | undefined {
  const plain = icon.replace('\u{fe0f}', '')
  return drawn.find((signs) => signs.some((sign) => sign === plain))?.[0]
}
