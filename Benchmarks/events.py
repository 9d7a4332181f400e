"""Writes one signed success event a line for each job id on standard input: signature, a space, the body."""
import hashlib
import hmac
import sys

secret = sys.argv[1].encode()
for line in sys.stdin:
    job = line.strip()
    body = (
        '{"event_type":"avatar_video.success","event_data":{"video_id":"vid_%s",'
        '"url":"https://files.example.com/v.mp4?Expires=1700000000&Signature=abc",'
        '"gif_download_url":"https://files.example.com/v.gif","video_page_url":"https://app.example.com/videos/%s",'
        '"folder_id":null,"callback_id":"clp_%s"}}' % (job, job, job)
    )
    print(hmac.new(secret, body.encode(), hashlib.sha256).hexdigest(), body)
