import HeyGen
import HeyGenSimulator
import NIOHTTP1
import Testing

/// What is refused, by every operation alike and by those that refuse for reasons of their own.
extension Stage {
    /// Calls every operation without a key, with a broken body and with a page that is none.
    func refuse(_ operations: [Operation]) async throws {
        for operation in operations {
            let method = HTTPMethod(rawValue: operation.method)
            let path = operation.path.replacing("{template_id}", with: "template-welcome")
                .replacing(/\{[a-z_]+\}/, with: "nobody")
            let body: [UInt8]? = operation.requestSchema == nil ? nil : Array("{}".utf8)
            #expect(try await call(method, path, body, headers: ["x-api-key": ""]).status == 401)
            #expect(try await call(method, path, body, headers: ["user-agent": ""]).status == 403)
            if body != nil {
                let broken = try await call(method, path, Array("{\"type\":".utf8))
                #expect((400..<500).contains(broken.status), "\(operation.operation)")
                if operation.operation != "video-agent.stop" {
                    let plain = try await call(method, path, body, headers: ["content-type": "text/plain"])
                    #expect(plain.status == 415, "\(operation.operation)")
                }
            }
            if operation.paginated {
                for page in ["limit=0", "limit=101", "limit=x", "token=x"] {
                    #expect(try await call(method, "\(path)?\(page)").status == 400, "\(operation.operation)")
                }
            }
        }
        let video = try RequestFile.bytes("video.create@avatar", callback: callback)
        #expect(try await call(.POST, "/v3/videos", video, headers: ["idempotency-key": "a b"]).status == 400)
    }

    /// A simulator at work on all it can take, and one that fails at everything.
    func exhaust() async throws {
        let videos = try RequestFile.bytes("video.create@avatar", commands: "[[simulator:never]]", callback: callback)
        #expect(try await call(.POST, "/v3/videos", videos).status == 200)
        for life in KindLife.all {
            let request = try RequestFile.bytes(life.request, callback: callback)
            #expect(try await call(.POST, life.create, request).status == 429, "\(life.request)")
        }
        let batch = ("video.batches-create", "/v3/videos/batches")
        try await liveInBatch(batch.0, batch.1, commands: RequestFile.standardCommands, ends: false)
        for fault in [Fault.throttle, .error5xx] {
            simulator.faults = [fault: 1]
            for number in 0..<12 {
                try await call(.GET, "/v3/videos")
                let key = ["idempotency-key": "\(fault.rawValue)-\(number)"]
                try await call(.POST, "/v3/videos", videos, headers: key)
            }
        }
        simulator.faults = [:]
    }
}
