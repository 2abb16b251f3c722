<?php
// SPDX-License-Identifier: ISC
// php.php JOB OUT: pages by curl, items by DOMDocument and XPath, a JSON line a page.
libxml_use_internal_errors(true);
$out = fopen($argv[2], 'w');
$curl = curl_init();
curl_setopt_array($curl, [
    CURLOPT_ENCODING => '',
    CURLOPT_FAILONERROR => true,
    CURLOPT_RETURNTRANSFER => true,
]);
foreach (json_decode(file_get_contents($argv[1])) as $page) {
    curl_setopt($curl, CURLOPT_URL, $page->url);
    $body = curl_exec($curl);
    if ($body === false) {
        fwrite(STDERR, $page->url . ': ' . curl_error($curl) . "\n");
        exit(1);
    }
    $document = new DOMDocument();
    $document->loadHTML($body);
    libxml_clear_errors();
    $xpath = new DOMXPath($document);
    $items = [];
    foreach ($xpath->query($page->item) as $node) {
        $item = [];
        foreach ($page->selectors as $field => $path) {
            $item[$field] = trim($xpath->evaluate("string($path)", $node));
        }
        $items[] = $item;
    }
    $line = json_encode(['url' => $page->url, 'items' => $items], JSON_UNESCAPED_UNICODE);
    fwrite($out, $line . "\n");
}
fclose($out);
