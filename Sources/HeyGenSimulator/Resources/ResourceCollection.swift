/// Where a kind is read, and what can be done there.
struct ResourceCollection: Sendable {
    let path: String
    /// The name of the id in ``itemPath``.
    let parameter: String
    let notFound: APIAnswer
    /// Items on a page when the request does not say; nil if there is no list.
    var pageLimit: Int? = 10
    /// The query parameter of the bulk read; nil if there is none.
    var bulk: String?
    var isRenamable = false
    /// The answer to a delete; nil if nothing can be deleted.
    var deleted: (@Sendable (String) -> JSONNode)?
    /// A deleted one can still be read, as `deleted`.
    var showsDeleted = false
    /// The kinds that are read here.
    var kinds: Set<ResourceKind>

    var itemPath: String { "\(path)/{\(parameter)}" }

    static let unknown = APIAnswer.error(404, "resource_not_found", "Resource not found")
    static let idOnly: @Sendable (String) -> JSONNode = { ["id": .string($0)] }
    static let idAndFlag: @Sendable (String) -> JSONNode = { ["id": .string($0), "deleted": true] }
}
