# frozen_string_literal: true
# SPDX-License-Identifier: ISC
# nokogiri.rb JOB OUT: pages by Net::HTTP, items by CSS selectors, a JSON line a page.
require "json"
require "net/http"
require "nokogiri"

def read(page, body)
  Nokogiri::HTML(body).css(page["item"]).map do |node|
    page["selectors"].transform_values do |(selector, attribute)|
      found = node.at_css(selector)
      (attribute ? found&.[](attribute) : found&.text).to_s.strip
    end
  end
end

File.open(ARGV[1], "w") do |out|
  pages = JSON.parse(File.read(ARGV[0])).each { |page| page["uri"] = URI(page["url"]) }
  pages.chunk { |page| page["uri"].host }.each do |host, group|
    Net::HTTP.start(host, group[0]["uri"].port, nil) do |http|
      group.each do |page|
        response = http.get(page["uri"].path)
        abort "#{page["url"]}: #{response.code}" unless response.code == "200"
        out.puts JSON.generate(url: page["url"], items: read(page, response.body))
      end
    end
  end
end
