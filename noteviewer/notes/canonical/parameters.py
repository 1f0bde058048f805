"""Query parameters that say how a reader came to a page, not which page it is."""

_CLICKS = "click identifier of an advertiser, added to the address on the way to the page"

TRACKING_PARAMETERS: dict[str, str] = {
    "fbclid": _CLICKS + " (Meta)",
    "gclid": _CLICKS + " (Google Ads help, auto-tagging)",
    "gclsrc": _CLICKS + " (Google)",
    "dclid": _CLICKS + " (Google)",
    "gbraid": _CLICKS + " (Google)",
    "wbraid": _CLICKS + " (Google)",
    "srsltid": _CLICKS + " (Google Merchant Center help)",
    "msclkid": _CLICKS + " (Microsoft Advertising help)",
    "yclid": _CLICKS + " (Yandex)",
    "twclid": _CLICKS + " (X)",
    "ttclid": _CLICKS + " (TikTok)",
    "li_fat_id": _CLICKS + " (LinkedIn)",
    "bd_vid": _CLICKS + " (Baidu)",
    "qhclickid": _CLICKS + " (360)",
    "igshid": "who shared (Instagram)",
    "igsh": "who shared (Instagram)",
    "mc_cid": "campaign of a newsletter (Mailchimp)",
    "mc_eid": "reader of a newsletter (Mailchimp)",
    "_hsenc": "reader of a newsletter (HubSpot)",
    "_hsmi": "campaign of a newsletter (HubSpot)",
    "mkt_tok": "reader of a newsletter (Marketo)",
    "ref_src": "where a post was embedded (X)",
    "ref_url": "where a post was embedded (X)",
    "spm": "position on the page before (Alibaba SPM; also sohu, youku)",
    "scm": "content tracking beside spm (Alibaba)",
    "spm_id_from": "position on the page before (bilibili)",
    "from_spmid": "position on the page before (bilibili)",
    "vd_source": "who shared (bilibili)",
    "share_source": "how it was shared (bilibili, toutiao ...)",
    "share_medium": "how it was shared (bilibili)",
    "share_plat": "how it was shared (bilibili)",
    "share_from": "how it was shared (bilibili)",
    "share_tag": "how it was shared (bilibili)",
    "share_session_id": "how it was shared (bilibili)",
    "share_token": "who shared (toutiao)",
    "unique_k": "a share's own number (bilibili)",
    "isappinstalled": "added when shared in WeChat",
    "nsukey": "added when opened in WeChat",
    "wechat_redirect": "added when opened in WeChat",
    "hmsr": "campaign (Baidu Tongji)",
    "hmpl": "campaign (Baidu Tongji)",
    "hmcu": "campaign (Baidu Tongji)",
    "hmkw": "campaign (Baidu Tongji)",
    "hmci": "campaign (Baidu Tongji)",
}
"""Name to source; never part of an identity, whatever the host."""

TRACKING_PREFIXES: dict[str, str] = {
    "utm_": "Google Analytics help, custom campaigns; zhihu adds utm_oi and utm_psn",
    "mtm_": "Matomo guide, campaign tracking",
    "pk_": "Matomo guide, campaign tracking (its older prefix)",
    "_x_tr_": "Google Translate: languages and origin of the translated view",
}
"""Beginnings of such names."""


def is_tracking(name: str) -> bool:
    """Whether a query parameter says nothing about which page is meant."""
    return name in TRACKING_PARAMETERS or name.startswith(tuple(TRACKING_PREFIXES))
