"""Names of emoji as notes use them: ``:smile:``."""

import re

_NAME = re.compile(r":([A-Za-z0-9_+-]{1,60}):")
_ICON = re.compile(r"(?:material|fontawesome|octicons|simple|twemoji|far|fas|fab|mdi)-[\w-]+")
_TABLE = (
    "smile 😄 smiley 😃 grin 😁 laughing 😆 joy 😂 rofl 🤣 wink 😉 blush 😊 heart_eyes 😍 "
    "sunglasses 😎 thinking 🤔 sweat_smile 😅 cry 😢 sob 😭 scream 😱 angry 😠 sleeping 😴 "
    "smirk 😏 innocent 😇 confused 😕 +1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 ok_hand 👌 clap 👏 "
    "wave 👋 pray 🙏 muscle 💪 point_right 👉 point_left 👈 point_up ☝️ point_down 👇 "
    "raised_hands 🙌 eyes 👀 heart ❤️ broken_heart 💔 star ⭐ star2 🌟 sparkles ✨ fire 🔥 "
    "tada 🎉 rocket 🚀 bulb 💡 warning ⚠️ zap ⚡ boom 💥 bug 🐛 memo 📝 book 📖 books 📚 "
    "bookmark 🔖 link 🔗 pushpin 📌 lock 🔒 key 🔑 mag 🔍 hammer 🔨 wrench 🔧 gear ⚙️ package "
    "📦 computer 💻 iphone 📱 email 📧 bell 🔔 calendar 📅 chart_with_upwards_trend 📈 "
    "white_check_mark ✅ heavy_check_mark ✔️ x ❌ exclamation ❗ question ❓ "
    "information_source ℹ️ no_entry ⛔ construction 🚧 recycle ♻️ arrow_right ➡️ "
    "arrow_left ⬅️ arrow_up ⬆️ arrow_down ⬇️ 100 💯 coffee ☕ beer 🍺 cat 🐱 dog 🐶 "
    "globe_with_meridians 🌐 "
)
_SIGNS = _TABLE.split()
_EMOJI = dict(zip(_SIGNS[::2], _SIGNS[1::2], strict=True))


def emoji_at(text: str, start: int, end: int) -> tuple[str | None, int] | None:
    """Read the name at an offset.

    Returns:
        The sign, or None for an icon of a theme, and the offset behind the name; None for others.
    """
    found = _NAME.match(text, start, end)
    if found is None:
        return None
    if sign := _EMOJI.get(found[1].lower()):
        return sign, found.end()
    return (None, found.end()) if _ICON.match(found[1]) else None
