// SPDX-License-Identifier: ISC
#include "normalize/tracking.h"

#include <stddef.h>

/*
 * Query parameters that tell how a visitor came to a page. The names are facts
 * taken from what their makers document and from the lists that browsers and
 * readers strip by: Firefox "query-stripping", Brave query_filter, ClearURLs
 * globalRules, AdGuard TrackParamFilter general_url, miniflux urlcleaner.
 *
 * Changed against those lists: a word that elsewhere selects content (from,
 * source, ref, s, t, id, scene, feature ...) stands here only with the values
 * or the companion that show it to be tracking; shorthands such as [a-z]?mc
 * and campaign_id are left out.
 *
 * "x*" is any text that begins with x, "*x" any that ends with it.
 */
static const struct tracking {
	const char *name;
	const char *value; /* NULL: any */
	const char *with;  /* another parameter that must be there; or NULL */
} table[] = {
	/* Google: Analytics "campaign URLs", Ads "click identifiers", AMP */
	{ "utm_*", NULL, NULL },
	{ "gclid", NULL, NULL },
	{ "gclsrc", NULL, NULL },
	{ "dclid", NULL, NULL },
	{ "gbraid", NULL, NULL },
	{ "wbraid", NULL, NULL },
	{ "gad_source", NULL, NULL },
	{ "gad_campaignid", NULL, NULL },
	{ "srsltid", NULL, NULL },
	{ "gs_l", NULL, NULL },
	{ "_ga", NULL, NULL },
	{ "_gl", NULL, NULL },
	{ "_gac", NULL, NULL },
	{ "ga_source", NULL, NULL },
	{ "ga_medium", NULL, NULL },
	{ "ga_campaign", NULL, NULL },
	{ "ga_content", NULL, NULL },
	{ "ga_term", NULL, NULL },
	{ "amp_js_v", NULL, NULL },
	{ "amp_gsa", NULL, NULL },
	{ "usqp", NULL, "amp_js_v" },
	{ "feature", "share", "v" },
	{ "feature", "shared", "v" },
	{ "feature", "youtu.be", "v" },
	{ "feature", "emb_*", "v" },
	{ "feature", "player_embedded", "v" },
	{ "si", NULL, "v" },
	/* Meta */
	{ "fbclid", NULL, NULL },
	{ "fb_action_ids", NULL, NULL },
	{ "fb_action_types", NULL, NULL },
	{ "fb_source", NULL, NULL },
	{ "fb_ref", NULL, NULL },
	{ "fb_comment_id", NULL, NULL },
	{ "action_object_map", NULL, NULL },
	{ "action_type_map", NULL, NULL },
	{ "action_ref_map", NULL, NULL },
	{ "igshid", NULL, NULL },
	{ "igsh", NULL, NULL },
	{ "mibextid", NULL, NULL },
	{ "__tn__", NULL, NULL },
	{ "__xts__*", NULL, NULL },
	{ "__cft__*", NULL, NULL },
	{ "fb_xd_fragment", NULL, NULL },
	/* X, TikTok, Pinterest, LinkedIn, Snapchat, Reddit, Microsoft */
	{ "ref_src", NULL, NULL },
	{ "ref_url", NULL, NULL },
	{ "__twitter_impression", NULL, NULL },
	{ "twclid", NULL, NULL },
	{ "ttclid", NULL, NULL },
	{ "tt_medium", NULL, NULL },
	{ "tt_content", NULL, NULL },
	{ "epik", NULL, NULL },
	{ "xhsshare", NULL, NULL },
	{ "li_fat_id", NULL, NULL },
	{ "trk", "public_post*", NULL },
	{ "sccid", NULL, NULL },
	{ "rdt_cid", NULL, NULL },
	{ "msclkid", NULL, NULL },
	{ "ocid", NULL, NULL },
	{ "cvid", NULL, "ocid" },
	/* Yandex, Rambler, Openstat, VK, Ozon */
	{ "yclid", NULL, NULL },
	{ "ysclid", NULL, NULL },
	{ "ymclid", NULL, NULL },
	{ "_openstat", NULL, NULL },
	{ "rb_clickid", NULL, NULL },
	{ "vk_campaign", NULL, NULL },
	{ "ceneo_spo", NULL, NULL },
	/* Mail: Mailchimp, HubSpot, Marketo, Vero, Drip, Olytics, MailerLite */
	{ "mc_cid", NULL, NULL },
	{ "mc_eid", NULL, NULL },
	{ "mc_tc", NULL, NULL },
	{ "_hsenc", NULL, NULL },
	{ "_hsmi", NULL, NULL },
	{ "__hssc", NULL, NULL },
	{ "__hstc", NULL, NULL },
	{ "__hsfp", NULL, NULL },
	{ "hsctatracking", NULL, NULL },
	{ "hsa_*", NULL, NULL },
	{ "mkt_tok", NULL, NULL },
	{ "vero_id", NULL, NULL },
	{ "vero_conv", NULL, NULL },
	{ "__s", NULL, NULL },
	{ "oly_anon_id", NULL, NULL },
	{ "oly_enc_id", NULL, NULL },
	{ "ml_subscriber", NULL, NULL },
	{ "ml_subscriber_hash", NULL, NULL },
	{ "wickedid", NULL, NULL },
	{ "_bhlid", NULL, NULL },
	{ "_branch_match_id", NULL, NULL },
	{ "_branch_referrer", NULL, NULL },
	{ "_kx", NULL, NULL },
	{ "_ke", NULL, NULL },
	{ "sfmc_id", NULL, NULL },
	{ "sfmc_activityid", NULL, NULL },
	{ "hss_channel", NULL, NULL },
	{ "bsft_*", NULL, NULL },
	{ "sc_cid", NULL, NULL },
	{ "sc_lid", NULL, NULL },
	{ "sc_uid", NULL, NULL },
	{ "elqtrack", NULL, NULL },
	{ "elqtrackid", NULL, NULL },
	{ "elqaid", NULL, NULL },
	{ "elqat", NULL, NULL },
	{ "elqcampaignid", NULL, NULL },
	{ "dm_i", NULL, NULL },
	{ "trk_contact", NULL, NULL },
	{ "trk_msg", NULL, NULL },
	{ "trk_module", NULL, NULL },
	{ "trk_sid", NULL, NULL },
	{ "spmailingid", NULL, NULL },
	{ "spuserid", NULL, NULL },
	{ "spjobid", NULL, NULL },
	{ "spreportid", NULL, NULL },
	/* Web analytics: Matomo, Adobe, Webtrends, AT Internet, comScore ... */
	{ "mtm_*", NULL, NULL },
	{ "matomo_*", NULL, NULL },
	{ "pk_*", NULL, NULL },
	{ "piwik_*", NULL, NULL },
	{ "s_cid", NULL, NULL },
	{ "s_kwcid", NULL, NULL },
	{ "ef_id", NULL, NULL },
	{ "adobe_mc", NULL, NULL },
	{ "adobe_mc_ref", NULL, NULL },
	{ "cx_testid", NULL, NULL },
	{ "cx_testvariant", NULL, NULL },
	{ "cmpid", NULL, NULL },
	{ "wt_mc", NULL, NULL },
	{ "wt_zmc", NULL, NULL },
	{ "wt.mc_id", NULL, NULL },
	{ "wt.mc_ev", NULL, NULL },
	{ "wt.tsrc", NULL, NULL },
	{ "wtmc", NULL, NULL },
	{ "wtrid", NULL, NULL },
	{ "xtor", NULL, NULL },
	{ "at_medium", NULL, NULL },
	{ "at_campaign*", NULL, NULL },
	{ "at_custom*", NULL, NULL },
	{ "at_creation", NULL, NULL },
	{ "at_variant", NULL, NULL },
	{ "at_format", NULL, NULL },
	{ "at_platform", NULL, NULL },
	{ "at_channel", NULL, NULL },
	{ "at_link*", NULL, NULL },
	{ "at_ptr_name", NULL, NULL },
	{ "at_bbc_team", NULL, NULL },
	{ "at_general_placement", NULL, NULL },
	{ "at_detail_placement", NULL, NULL },
	{ "at_recipient*", NULL, NULL },
	{ "at_send_*", NULL, NULL },
	{ "ns_mchannel", NULL, NULL },
	{ "ns_source", NULL, NULL },
	{ "ns_campaign", NULL, NULL },
	{ "ns_linkname", NULL, NULL },
	{ "ns_fee", NULL, NULL },
	{ "itm_source", NULL, NULL },
	{ "itm_medium", NULL, NULL },
	{ "itm_campaign", NULL, NULL },
	{ "itm_content", NULL, NULL },
	{ "itm_term", NULL, NULL },
	{ "hmb_source", NULL, NULL },
	{ "hmb_medium", NULL, NULL },
	{ "hmb_campaign", NULL, NULL },
	{ "otm_source", NULL, NULL },
	{ "otm_medium", NULL, NULL },
	{ "otm_campaign", NULL, NULL },
	{ "hmsr", NULL, NULL },
	{ "hmpl", NULL, NULL },
	{ "hmcu", NULL, NULL },
	{ "hmkw", NULL, NULL },
	{ "hmci", NULL, NULL },
	{ "tracking_source", NULL, NULL },
	{ "echobox", NULL, NULL },
	{ "ncid", NULL, NULL },
	{ "sr_share", NULL, NULL },
	{ "os_ehash", NULL, NULL },
	{ "irclickid", NULL, NULL },
	{ "irgwc", NULL, NULL },
	{ "dicbo", NULL, NULL },
	{ "oborigurl", NULL, NULL },
	{ "tblci", NULL, NULL },
	{ "outbrainclickid", NULL, NULL },
	{ "kclickid", NULL, NULL },
	{ "mkwid", NULL, NULL },
	{ "pcrid", NULL, "mkwid" },
	{ "zanpid", NULL, NULL },
	{ "spot_im_redirect_source", NULL, NULL },
	{ "soc_src", NULL, NULL },
	{ "soc_trk", NULL, NULL },
	{ "guccounter", NULL, NULL },
	{ "guce_referrer", NULL, NULL },
	{ "guce_referrer_sig", NULL, NULL },
	{ "cjevent", NULL, NULL },
	{ "awc", NULL, "sv_campaign_id" },
	{ "vgo_ee", NULL, NULL },
	{ "__readwiselocation", NULL, NULL },
	/* Shared from an app or page of a Chinese service */
	{ "spm", NULL, NULL },
	{ "spm_id_from", NULL, NULL },
	{ "scm", "100*", NULL },
	{ "share_token", NULL, NULL },
	{ "share_source", NULL, NULL },
	{ "share_medium", NULL, NULL },
	{ "share_plat", NULL, NULL },
	{ "share_from", NULL, NULL },
	{ "share_tag", NULL, NULL },
	{ "share_session_id", NULL, NULL },
	{ "share_crt_v", NULL, NULL },
	{ "share_times", NULL, NULL },
	{ "share_did", NULL, NULL },
	{ "share_uid", NULL, NULL },
	{ "share_app_id", NULL, NULL },
	{ "share_iid", NULL, NULL },
	{ "share_to", NULL, NULL },
	{ "share_channel", NULL, NULL },
	{ "share_platform", NULL, NULL },
	{ "vd_source", NULL, NULL },
	{ "unique_k", NULL, NULL },
	{ "buvid", NULL, NULL },
	{ "ut_sk", NULL, NULL },
	{ "utparam", NULL, NULL },
	{ "tt_from", NULL, NULL },
	{ "timestamp", NULL, "share_token" },
	{ "timestamp", NULL, "tt_from" },
	{ "wxshare_count", NULL, NULL },
	{ "wxfrom", NULL, NULL },
	{ "wx_header", NULL, NULL },
	{ "weibo_id", NULL, NULL },
	{ "dt_dapp", NULL, NULL },
	{ "sudaref", NULL, NULL },
	{ "display", "0", "sudaref" },
	{ "retcode", "0", "sudaref" },
	{ "luicode", NULL, NULL },
	{ "lfid", NULL, "luicode" },
	{ "uicode", NULL, "luicode" },
	{ "featurecode", NULL, "luicode" },
	{ "isappinstalled", NULL, NULL },
	{ "nsukey", NULL, NULL },
	{ "bd_vid", NULL, NULL },
	{ "bdmid", NULL, NULL },
	{ "qhclickid", NULL, NULL },
	{ "ivk_sa", NULL, NULL },
	{ "is_story_h5", NULL, NULL },
	{ "adtag", NULL, NULL },
	{ "pgv_ref", NULL, NULL },
	{ "wfr", "spider", NULL },
	{ "for", "pc", "wfr" },
	{ "enter_from", NULL, "tt_from" },
	{ "xsec_source", NULL, NULL },
	{ "mpshare", "1", NULL },
	{ "scene", NULL, "mpshare" },
	{ "srcid", NULL, "mpshare" },
	{ "sharer_shareid", NULL, NULL },
	{ "sharer_sharetime", NULL, NULL },
	{ "from", "singlemessage", NULL },
	{ "from", "groupmessage", NULL },
	{ "from", "timeline", NULL },
	{ "from", "*share", NULL },
	{ "from", "from_copylink", NULL },
	{ "from", "rss", NULL },
	{ "from", "feed", NULL },
	/* Articles of public accounts are named by __biz, mid, idx and sn */
	{ "chksm", NULL, "__biz" },
	{ "scene", NULL, "__biz" },
	{ "srcid", NULL, "__biz" },
	{ "sharer_*", NULL, "__biz" },
	{ "mpshare", NULL, "__biz" },
	{ "from", NULL, "__biz" },
	{ "subscene", NULL, "__biz" },
	{ "clicktime", NULL, "__biz" },
	{ "enterid", NULL, "__biz" },
	{ "ascene", NULL, "__biz" },
	{ "devicetype", NULL, "__biz" },
	{ "version", NULL, "__biz" },
	{ "exportkey", NULL, "__biz" },
	{ "pass_ticket", NULL, "__biz" },
	{ "lang", NULL, "__biz" },
	{ "key", NULL, "__biz" },
	{ "uin", NULL, "__biz" },
	{ "poc_token", NULL, NULL },
	/* Publishers' own marks for feeds and share buttons */
	{ "source", "rss*", NULL },
	{ "source", "feed", NULL },
	{ "source", "newsletter", NULL },
	{ "ref", "rss", NULL },
	{ "ref", "feed", NULL },
	{ "ref", "twitter", NULL },
	{ "ref", "facebook", NULL },
	{ "ref", "newsletter", NULL },
	{ "src", "rss", NULL },
	{ "smid", "*share", NULL },
	{ "smid", "rss*", NULL },
	{ "smid", "tw-*", NULL },
	{ "smid", "fb-*", NULL },
	{ "smtyp", "cur", NULL },
	{ "cmp", "share_*", NULL },
	{ "cmp", "*rss", NULL },
	{ "mod", "rss*", NULL },
	{ "partner", "rss*", NULL },
	{ "ftag", NULL, NULL },
	{ "ito", NULL, NULL },
	{ "wpisrc", NULL, NULL },
	{ "wprov", NULL, NULL },
	{ "emc", "rss", NULL },
	{ "nr_email_referer", NULL, NULL },
	{ "redircnt", NULL, NULL },
	{ "jwsource", NULL, NULL },
	{ "via", "rss", NULL },
	{ "rss", "1", NULL },
	{ "rss", "yes", NULL },
	/* Sessions, as servers put them into links without cookies */
	{ "phpsessid", NULL, NULL },
	{ "jsessionid", NULL, NULL },
	{ "aspsessionid*", NULL, NULL },
	{ "asp.net_sessionid", NULL, NULL },
	{ "cftoken", NULL, NULL },
	{ "cfid", NULL, "cftoken" },
	{ "oscsid", NULL, NULL },
	{ "zenid", NULL, NULL },
};

static bool
ends_without_case(struct str s, struct str suffix)
{
	return s.len >= suffix.len &&
	       str_ieq(str_from(s, s.len - suffix.len), suffix);
}

/* Match S against PATTERN, which may have a star at one end. */
static bool
matches(struct str s, const char *pattern)
{
	struct str p = str_c(pattern);
	bool front = p.len > 0 && p.p[0] == '*';
	bool back = p.len > 1 && p.p[p.len - 1] == '*';

	p = str_sub(p, front, p.len - front - back);
	if (front)
		return ends_without_case(s, p);
	return back ? str_istarts(s, p) : str_ieq(s, p);
}

bool
query_has(struct str query, struct str name)
{
	struct str part, key;

	while (str_cut(&query, '&', &part))
		if (str_cut(&part, '=', &key) && str_ieq(key, name))
			return true;
	return false;
}

bool
tracking_param(struct str name, struct str value, struct str query)
{
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		const struct tracking *t = &table[i];

		if (matches(name, t->name) &&
		    (t->value == NULL || matches(value, t->value)) &&
		    (t->with == NULL || query_has(query, str_c(t->with))))
			return true;
	}
	return false;
}
