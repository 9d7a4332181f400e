import HeyGen
import Jobs
import TestSupport
import Testing

@Suite("callback_mode", .migratedDatabase)
struct CallbackModeTests {
    @Test("a job tells how it is told, null where that is left to the configuration, and another word is refused")
    func mode() async throws {
        try await API.withRunning { api in
            for mode in ["endpoint", "callback_url"] {
                let answer = try await api.post("/v1/jobs", #"{"request":{},"callback_mode":"\#(mode)"}"#)
                #expect(answer.status == 201 && answer.json?["callback_mode"]?.string == mode)
            }
            #expect(try await api.post("/v1/jobs", #"{"request":{}}"#).json?["callback_mode"]?.isNull == true)
            let refused = try await api.post("/v1/jobs", #"{"request":{},"callback_mode":"fax"}"#)
            #expect(refused.status == 400 && refused.field == "callback_mode")
        }
    }

    @Test("a process that cannot make the address refuses it and names what is missing, and takes all else")
    func refused() async throws {
        try await API.withRunning(callbackRefusal: "cannot be: CLAPPER_SECRET_KEY is not set here") { api in
            let refused = try await api.post("/v1/jobs", #"{"request":{},"callback_mode":"callback_url"}"#)
            #expect(refused.status == 400 && refused.field == "callback_mode")
            #expect(refused.detail?.contains("CLAPPER_SECRET_KEY") == true)
            #expect(try await api.post("/v1/jobs", #"{"request":{},"callback_mode":"endpoint"}"#).status == 201)
        }
    }
}
