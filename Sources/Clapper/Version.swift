/// The version of Clapper.
package enum Version {
    package static let current = "0.1.0"
}
