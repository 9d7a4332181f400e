import HTTPTypes
import HeyGen
import Hummingbird
import Jobs
import Problems

extension JobsAPIRoutes {
    /// `POST /v1/jobs`.
    func enqueue(_ request: Request, _ context: Context, _ caller: APICaller) async throws -> Response {
        let fields = JobFields(
            request.headers, for: caller, notifyRefusal: notifyRefusal, callbackRefusal: callbackRefusal)
        switch try await JobsBody.read(request) {
        case .one(let json): return try await enqueueOne(json, fields)
        case .many(let elements):
            if fields.key != nil {
                throw FieldProblem("Idempotency-Key", "names one job; in an array give each its callback_id")
            }
            return try await enqueueMany(elements, fields)
        }
    }

    private func enqueueOne(_ json: RawJSON, _ fields: JobFields) async throws -> Response {
        let answer: EnqueueAnswer
        do {
            answer = try await enqueuer.enqueue(try fields.request(json))
        } catch let problem as FieldProblem {
            metrics.countInvalid()
            throw problem
        }
        metrics.count(answer)
        switch answer {
        case .created(let job):
            var response = Response.json(job.json, status: .created)
            response.headers[.location] = "/\(PathTable.prefix)/jobs/\(job.id)"
            return response
        case .existing(let job): return .job(job)
        case .conflict(let id): throw Self.conflict(id)
        }
    }

    /// One answer an element, in order; what can be recorded is, whatever its neighbours are.
    private func enqueueMany(_ elements: [RawJSON], _ fields: JobFields) async throws -> Response {
        var requests: [JobRequest] = []
        var problems: [Int: Problem] = [:]
        for (index, element) in elements.enumerated() {
            do {
                requests.append(try fields.request(try JobsBody.checked(element)))
            } catch let problem as Problem {
                problems[index] = problem
            } catch let problem as FieldProblem {
                problems[index] = Problem(problem)
            }
        }
        var answers = try await enqueuer.enqueue(requests).makeIterator()
        let entries = try elements.indices.map { index in
            if let problem = problems[index] { return invalid(problem) }
            guard let answer = answers.next() else { throw JobStoreError.unreadable("fewer answers than requests") }
            do {
                return entry(try answer.get())
            } catch let problem as FieldProblem {
                return invalid(Problem(problem))
            }
        }
        return .json(JSONObjectWriter.array(entries))
    }

    private func entry(_ answer: EnqueueAnswer) -> [UInt8] {
        metrics.count(answer)
        var writer = JSONObjectWriter()
        switch answer {
        case .created(let job):
            writer.add("status", string: "created")
            writer.add("job", raw: job.json)
        case .existing(let job):
            writer.add("status", string: "existing")
            writer.add("job", raw: job.json)
        case .conflict(let id):
            writer.add("status", string: "conflict")
            writer.add("problem", raw: Self.conflict(id).json)
        }
        return writer.finish()
    }

    private func invalid(_ problem: Problem) -> [UInt8] {
        metrics.countInvalid()
        var writer = JSONObjectWriter()
        writer.add("status", string: "invalid")
        writer.add("problem", raw: problem.json)
        return writer.finish()
    }

    private static func conflict(_ id: JobID) -> Problem {
        Problem(
            .conflict,
            "callback_id: belongs to job \(id) with another request; use another callback_id, or read that job",
            field: "callback_id", jobID: id.description)
    }
}
