extension Video {
    /// The result as one JSON object with HeyGen's own field names; only what is there. Nil if nothing is.
    package var resultJSON: String? {
        var result = ResultJSON()
        result.add("video_url", string: videoURL)
        result.add("captioned_video_url", string: captionedVideoURL)
        result.add("subtitle_url", string: subtitleURL)
        result.add("thumbnail_url", string: thumbnailURL)
        result.add("gif_url", string: gifURL)
        result.add("video_page_url", string: videoPageURL)
        result.add("duration", number: duration)
        return result.text
    }
}
