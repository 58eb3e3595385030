import {
  IconArchive, IconArrowBackUp, IconBan, IconBell, IconBolt, IconCamera, IconCircleCheck, IconCircleX, IconClock, IconCreditCard, IconFlag, IconGift, IconHammer,
  IconHome, IconHourglass, IconMail, IconPackage, IconPencil, IconPhone, IconPlayerPause, IconRefresh, IconScissors, IconSearch, IconShirt,
  IconShoppingCart, IconStar, IconThumbUp, IconTool, IconTruck, type Icon,
} from '@tabler/icons-react'

// An emoji looks different everywhere, shouts beside calm text, and on some machines is an empty box. The usual ones are
// drawn as line icons in the status's own colour; any other is shown as it was written.
export const statusIcons: ReadonlyMap<string, Icon> = new Map([
  ['⏳', IconHourglass], ['⌛', IconHourglass], ['🔄', IconRefresh], ['📦', IconPackage], ['✅', IconCircleCheck], ['✔', IconCircleCheck], ['❌', IconCircleX],
  ['🛒', IconShoppingCart], ['⏸', IconPlayerPause], ['🚫', IconBan], ['👍', IconThumbUp], ['🚚', IconTruck], ['🏠', IconHome], ['↩', IconArrowBackUp],
  ['🗄', IconArchive], ['📁', IconArchive], ['🕒', IconClock], ['⏰', IconClock], ['⭐', IconStar], ['🔔', IconBell], ['⚡', IconBolt], ['📷', IconCamera],
  ['💳', IconCreditCard], ['🚩', IconFlag], ['🎁', IconGift], ['🔨', IconHammer], ['🔧', IconTool], ['🛠', IconTool], ['✂', IconScissors], ['👕', IconShirt],
  ['📧', IconMail], ['✉', IconMail], ['✏', IconPencil], ['📞', IconPhone], ['🔍', IconSearch],
])
