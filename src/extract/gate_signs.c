// SPDX-License-Identifier: ISC
// The vendors document what their challenges do, not how they look; the
// strings are what their pages were seen to hold. A new one is a new row.
#include "extract/gate_signs.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

const struct gate_sign gate_signs[] = {
	/* developers.cloudflare.com/cloudflare-challenges. The script under
	 * /cdn-cgi/challenge-platform/ alone is put into any page. */
	{ "_cf_chl_opt", "Cloudflare", true },
	{ "/cdn-cgi/challenge-platform/", "Cloudflare", false },
	{ "cf-error-details", "Cloudflare", false },
	/* docs.aws.amazon.com/waf: challenge and CAPTCHA actions */
	{ "window.gokuProps", "AWS WAF", true },
	{ "awsWafCookieDomainList", "AWS WAF", true },
	/* docs.datadome.co */
	{ "captcha-delivery.com", "DataDome", false },
	/* docs.imperva.com */
	{ "_Incapsula_Resource", "Imperva", false },
	{ "Incapsula incident ID", "Imperva", true },
	/* docs.humansecurity.com */
	{ "px-captcha", "HUMAN", false },
	{ "_pxAppId", "HUMAN", false },
	/* techdocs.akamai.com */
	{ "sec-if-cpt-container", "Akamai", true },
	{ "errors.edgesuite.net", "Akamai", false },
	/* docs.kasada.io */
	{ "KPSDK", "Kasada", false },
	/* F5 Advanced WAF: K10482 */
	{ "/TSPD/", "F5", false },
	{ "window[\"bobcmn\"]", "F5", true },
	/* docs.sucuri.net */
	{ "sucuri_cloudproxy_js", "Sucuri", true },
	{ "/.well-known/ddos-guard/", "DDoS-Guard", false },
	/* vercel.com/docs/vercel-firewall: attack challenge mode */
	{ "Vercel Security Checkpoint", "Vercel", true },
	/* anubis.techaro.lol */
	{ "anubis_challenge", "Anubis", true },
	{ "/.within.website/x/cmd/anubis/", "Anubis", false },
	/* help.aliyun.com/zh/waf: JavaScript and slider checks */
	{ "acw_sc__v2", "Alibaba Cloud WAF", false },
	{ "aliyun_waf_", "Alibaba Cloud WAF", false },
	{ "_waf_bd8ce2ce37", "Alibaba Cloud WAF", false },
	/* cloud.tencent.com/document/product/627 */
	{ "TCaptcha.js", "Tencent Cloud", false },
	{ "/TSec-CSRF/", "Tencent Cloud", false },
	/* Knownsec: Jiasule and Chuangyu shield */
	{ "__jsl_clearance", "Knownsec", true },
	{ "wzwschallenge", "Knownsec", true },
	{ "wzwsconfirm", "Knownsec", true },
	/* River Security, which answers 412 and 202 */
	{ "$_ts=window['$_ts']", "River Security", true },
	{ "window['$_ts']", "River Security", false },
	{ "yunsuo_session_verify", "Yunsuo", true },
	{ "waf.safedog.cn", "Safedog", false },
	{ "wangzhan.360.cn", "360", false },
	/* Checks that sites put up themselves */
	{ "challenges.cloudflare.com/turnstile", "a CAPTCHA", false },
	{ "g-recaptcha", "a CAPTCHA", false },
	{ "h-captcha", "a CAPTCHA", false },
	{ "geetest", "a CAPTCHA", false },
};
_Static_assert(COUNT(gate_signs) <= GATE_SIGNS_MOST, "more room for signs");
const size_t gate_signs_n = COUNT(gate_signs);

const struct gate_sign gate_cookies[] = {
	{ "__jsl_clearance", "Knownsec", true },
	{ "yunsuo_session_verify", "Yunsuo", true },
	{ "acw_sc__v", "Alibaba Cloud WAF", false },
	{ "datadome", "DataDome", false },
	{ "incap_ses_", "Imperva", false },
	{ "__ddg", "DDoS-Guard", false },
	{ "aws-waf-token", "AWS WAF", false },
	{ "KP_UIDz", "Kasada", false },
};
const size_t gate_cookies_n = COUNT(gate_cookies);

const char *const gate_not_found[] = {
	"404",
	"not found",
	"page not exist",
	"doesn't exist",
	"does not exist",
	"no longer available",
	"页面不存在",
	"页面未找到",
	"网页不存在",
	"找不到页面",
	"页面找不到",
	"没有找到您要访问的页面",
	"您访问的页面不存在",
	"无法找到",
	"頁面不存在",
	"找不到頁面",
	"找不到網頁",
	"ページが見つかりません",
	"お探しのページ",
	"페이지를 찾을 수 없습니다",
	"nicht gefunden",
	"introuvable",
	"no encontrada",
	"não encontrada",
	"non trovata",
	"не найдена",
	"nie znaleziono",
	"niet gevonden",
	"bulunamadı",
};
const size_t gate_not_found_n = COUNT(gate_not_found);
